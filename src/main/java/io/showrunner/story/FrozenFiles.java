package io.showrunner.story;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * JSON files that do not change once they are written, read once as long as they are used. One that was written again all the
 * same, by a person for example, is read again. Thread-safe.
 */
final class FrozenFiles {
    private static final float LOAD = 0.75f;

    private final Map<Path, Content> contents;

    private record Content(FileStamp stamp, Object value) {}

    /** @param most files that are remembered, those that were used last */
    FrozenFiles(int most) {
        contents = new LinkedHashMap<>(most, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, Content> eldest) {
                return size() > most;
            }
        };
    }

    /** What the file says, which is not to be changed; empty when there is no such file. A failure names the file. */
    <T> Optional<T> read(Path file, Class<T> type) {
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        Content known;
        synchronized (contents) {
            known = contents.get(file);
        }
        if (known == null || !known.stamp().equals(stamp.get())) {
            known = new Content(stamp.get(), Json.read(file, type));
            synchronized (contents) {
                contents.put(file, known);
            }
        }
        return Optional.of(type.cast(known.value()));
    }

    /** What the file says, which is not to be changed. A failure names the file, also when there is none. */
    <T> T require(Path file, Class<T> type) {
        return read(file, type)
                .orElseThrow(
                        () -> new UncheckedIOException(new NoSuchFileException(file.toString(), null, "is missing")));
    }
}
