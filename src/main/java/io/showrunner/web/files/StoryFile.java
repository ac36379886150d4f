package io.showrunner.web.files;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A file of a story.
 *
 * @param path below the story's folder, with slashes
 * @param tag differs once the file was written again
 */
record StoryFile(
        String path,
        long bytes,
        String type,
        Instant changedAt,
        @JsonIgnore Path file,
        @JsonIgnore String tag) {

    static StoryFile of(Path folder, Path file, BasicFileAttributes now) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        long nanos = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new StoryFile(
                path,
                now.size(),
                FileKind.of(path).type(),
                now.lastModifiedTime().toInstant(),
                file,
                "\"" + Long.toHexString(now.size()) + "-" + Long.toHexString(nanos) + "\"");
    }

    String name() {
        return file.getFileName().toString();
    }
}
