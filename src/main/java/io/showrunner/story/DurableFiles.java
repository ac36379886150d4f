package io.showrunner.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes that are there whole or not at all: temporary file in the same folder, fsync, atomic rename, fsync of the
 * folder (Z1). A power cut leaves the old content or the new one. Temporary names start with {@value #TEMPORARY}; {@link
 * HalfWritten} sweeps those that a killed process left.
 */
public final class DurableFiles {
    /** How the name of every half-written file starts. */
    public static final String TEMPORARY = ".tmp-";

    private DurableFiles() {}

    /** Replaces {@code file} by {@code content}; missing folders are made. */
    public static void write(Path file, byte[] content) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            makeFolder(folder);
            Path temporary = folder.resolve(TEMPORARY + file.getFileName() + "-" + UUID.randomUUID());
            try {
                try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    ByteBuffer buffer = ByteBuffer.wrap(content);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    channel.force(true);
                }
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Asking first is cheap; to make a folder that is there costs an exception. */
    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    /** Replaces {@code file} by {@code value} as indented JSON. */
    public static void writeJson(Path file, Object value) {
        write(file, Json.pretty(value));
    }

    /**
     * Publishes a finished file or folder by one rename. The target must not exist: what is published never changes.
     * The content must have been synced by whoever wrote it.
     */
    public static void publish(Path staged, Path target) {
        try {
            Path folder = target.toAbsolutePath().getParent();
            makeFolder(folder);
            if (Files.isDirectory(staged)) {
                sync(staged);
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot publish " + target + ": " + e.getMessage(), e);
        }
    }

    /** Makes the content of a file, or the entries of a folder, survive a power cut. */
    public static void sync(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!Files.isDirectory(path) || !isWindows()) {
                throw new UncheckedIOException("cannot sync " + path + ": " + e.getMessage(), e);
            }
        }
    }

    /** Removes the file, if it is there, for good. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
        }
        sync(file.toAbsolutePath().getParent());
    }

    /** Removes a folder with all that is in it; of a link, only the link. */
    public static void deleteTree(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
