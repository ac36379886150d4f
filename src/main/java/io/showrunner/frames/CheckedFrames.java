package io.showrunner.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what was found in staged frames, so that no frame is read again only to be published. Counts for a file as
 * long as nothing about it has changed; what a crash forgot is read again. Bounded. Thread-safe.
 */
final class CheckedFrames {
    private final Map<Path, Known> known = new LinkedHashMap<>();

    private record Known(Object key, long size, FileTime modified, CheckedFrame frame) {

        static Known of(CheckedFrame frame) throws IOException {
            BasicFileAttributes now = Files.readAttributes(frame.path(), BasicFileAttributes.class);
            return new Known(now.fileKey(), now.size(), now.lastModifiedTime(), frame);
        }
    }

    /** The frame was checked as it lies there now. */
    void remember(CheckedFrame frame) throws IOException {
        Known found = Known.of(frame);
        synchronized (known) {
            known.remove(frame.path());
            known.put(frame.path(), found);
            if (known.size() > FrameStaging.MAX_FRAMES) {
                known.remove(known.keySet().iterator().next());
            }
        }
    }

    /** What is known about the file; empty when nothing is, or when it has changed since. */
    Optional<CheckedFrame> recall(Path file) throws IOException {
        Known found;
        synchronized (known) {
            found = known.get(file);
        }
        return found != null && Files.exists(file) && Known.of(found.frame()).equals(found)
                ? Optional.of(found.frame())
                : Optional.empty();
    }
}
