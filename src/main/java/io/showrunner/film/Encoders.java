package io.showrunner.film;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which encoders this machine's ffmpeg has. Asked once; while it is missing, asked again for every story. */
public final class Encoders {
    private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

    private final Programs programs;
    private final Path anywhere;
    private final AtomicBoolean warned = new AtomicBoolean();
    private Set<String> known = Set.of();

    /** @param anywhere a folder that is there */
    public Encoders(Programs programs, Path anywhere) {
        this.programs = programs;
        this.anywhere = anywhere;
    }

    /** Why the encoder cannot be used, in a sentence; null when it can. */
    synchronized String whyNot(String encoder) {
        if (known.contains(encoder)) {
            return null;
        }
        Run run = programs.ffmpeg(anywhere, List.of("-hide_banner", "-nostdin", "-encoders"));
        known = run.failure() == null ? names(run.output()) : Set.of();
        if (known.contains(encoder)) {
            return null;
        }
        String why = run.failure() == null ? "this ffmpeg has no " + encoder : run.failure();
        if (!warned.getAndSet(true)) {
            LOG.warn(
                    "no clips and no film can be made: {}; pictures are drawn all the same. Install ffmpeg, or set"
                            + " showrunner.film.ffmpeg to it",
                    why);
        }
        return why;
    }

    /** Lines such as {@code V....D libx264 libx264 H.264 ...}. */
    private static Set<String> names(String listing) {
        return listing.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].startsWith("V"))
                .map(words -> words[1])
                .collect(Collectors.toSet());
    }
}
