package io.showrunner.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How much room some folders take, and how much of it comes free when all of them are deleted: a file that is linked from
 * elsewhere too, as frames are that the scene cache keeps, goes on taking its room.
 */
public final class RoomTaken {
    private final Map<Object, Content> contents = new HashMap<>();
    private long bytes;

    private record Content(long bytes, int links, int found) {
        Content foundAgain() {
            return new Content(bytes, links, found + 1);
        }
    }

    /** Adds a folder; gives the bytes of its files. */
    public long add(Path folder) throws IOException {
        long before = bytes;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.toList()) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    count(file);
                }
            }
        }
        return bytes - before;
    }

    private void count(Path file) throws IOException {
        long size = Files.size(file);
        bytes += size;
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Map<String, Object> facts = Files.readAttributes(file, "unix:fileKey,nlink", LinkOption.NOFOLLOW_LINKS);
            contents.compute(
                    facts.get("fileKey"),
                    (key, known) ->
                            known == null ? new Content(size, (int) facts.get("nlink"), 1) : known.foundAgain());
        }
    }

    /** Bytes of all files, as often as they were found. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that do not come free, since they are linked from elsewhere too. */
    public long staying() {
        return contents.values().stream()
                .filter(content -> content.found() < content.links())
                .mapToLong(content -> content.bytes() * content.found())
                .sum();
    }
}
