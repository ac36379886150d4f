package io.showrunner.brief;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pictures that came together with a brief: {@code inbox/uploads/}, each named by its content, so that the same brief with
 * the same pictures is the same brief. A story keeps its own copies; these go after an hour.
 */
public final class UploadedKeyframes {
    /** Pictures of one brief. */
    public static final int MOST = 12;

    private static final String FOLDER = "uploads";
    private static final Duration KEPT_FOR = Duration.ofHours(1);

    private final Path inbox;
    private final Clock clock;

    public UploadedKeyframes(Path inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /**
     * Puts the pictures where the brief can name them.
     *
     * @param uploads file name, as the brief names it, to the file that came
     * @return the brief with the places of its pictures
     * @throws BriefRejectedException when one is no picture, or nothing names it
     */
    public Brief attach(Brief brief, String briefName, Map<String, Path> uploads) {
        List<Problem> problems = new ArrayList<>();
        Set<String> named = named(brief);
        if (uploads.size() > MOST) {
            problems.add(Problem.of("pictures", uploads.size() + " of them", "there must be at most " + MOST));
        }
        Map<String, Picture> pictures = new LinkedHashMap<>();
        uploads.forEach((name, file) -> {
            String field = "picture " + Excerpt.of(name);
            if (SafeName.refusal(name).isPresent()) {
                problems.add(Problem.of(field, SafeName.refusal(name).get()));
            } else if (!named.contains(name)) {
                problems.add(Problem.of(field, "a keyframe of the brief must name it"));
            } else {
                check(field, name, file, pictures, problems);
            }
        });
        if (!problems.isEmpty()) {
            throw new BriefRejectedException(briefName, problems);
        }
        Map<String, String> places = new LinkedHashMap<>();
        pictures.forEach((name, picture) -> places.put(name, place(uploads.get(name), picture)));
        return brief.withKeyframes(source -> places.getOrDefault(source, source));
    }

    private static Set<String> named(Brief brief) {
        Set<String> named = new HashSet<>();
        brief.withKeyframes(source -> {
            named.add(source);
            return source;
        });
        return named;
    }

    private static void check(
            String field, String name, Path file, Map<String, Picture> pictures, List<Problem> problems) {
        try {
            pictures.put(name, PictureCheck.of(file));
        } catch (PictureRefused e) {
            problems.add(Problem.of(field, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read an uploaded picture: " + e.getMessage(), e);
        }
    }

    private String place(Path file, Picture picture) {
        String name = FOLDER + "/" + picture.sha256().substring(0, 32) + "." + picture.type();
        Path target = inbox.resolve(name);
        Path temporary = target.resolveSibling("." + file.getFileName());
        try {
            Files.createDirectories(target.getParent());
            sweep(target.getParent());
            Files.copy(file, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(temporary, FileTime.from(clock.instant()));
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep an uploaded picture: " + e.getMessage(), e);
        }
    }

    private void sweep(Path folder) throws IOException {
        Instant oldest = clock.instant().minus(KEPT_FOR);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
