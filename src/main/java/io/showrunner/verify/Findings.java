package io.showrunner.verify;

import io.showrunner.story.Sha256;
import io.showrunner.verify.VerificationReport.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects what is wrong with the files of one story. */
final class Findings {
    private final Path story;
    private final List<Finding> problems = new ArrayList<>();

    /** @param story the story's folder */
    Findings(Path story) {
        this.story = story;
    }

    List<Finding> problems() {
        return List.copyOf(problems);
    }

    void add(Path file, String problem) {
        problems.add(new Finding(story.relativize(file).toString().replace('\\', '/'), problem));
    }

    /** Two places must say the same. */
    void same(Path file, String what, Object found, Object expected) {
        if (!Objects.equals(found, expected)) {
            add(file, what + " is " + found + ", the manifest says " + expected);
        }
    }

    /** Reads the file and holds it against its hash; says how many bytes it has, 0 when it is not there. */
    long content(Path file, Long bytes, String sha256) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            add(file, "is missing");
            return 0;
        }
        long size = Files.size(file);
        String found = Sha256.hex(file);
        if (bytes != null && size != bytes) {
            add(file, "has " + size + " bytes, the manifest says " + bytes);
        } else if (!found.equals(sha256)) {
            add(file, "has changed: its SHA-256 is " + found + ", the manifest says " + sha256);
        }
        return size;
    }
}
