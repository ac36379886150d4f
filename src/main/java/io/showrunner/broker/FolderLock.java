package io.showrunner.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One process per journal: two brokers on the same journal would destroy it. An operating system lock on a file in the
 * folder, which ends with the process however it ends; the locked byte lies far behind the content, so that others can
 * read who holds it.
 */
public final class FolderLock implements AutoCloseable {
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int LONGEST_OWNER = 40;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock; the folder is made when missing.
     *
     * @throws IllegalStateException when another process holds it, or the folder cannot be used
     */
    static FolderLock take(Path folder) {
        return tryTake(folder)
                .orElseThrow(() -> new IllegalStateException("the queues in " + folder
                        + " are in use by another Showrunner (" + owner(file(folder))
                        + "): stop that one, or set showrunner.data to a folder of this one's own"));
    }

    /** Takes the lock; empty when another process holds it. The folder is made when missing. */
    public static Optional<FolderLock> tryTake(Path folder) {
        Path file = file(folder);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                return Optional.empty();
            }
            sign(channel);
            return Optional.of(new FolderLock(channel));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the queues in " + folder + " cannot be locked: " + e.getMessage()
                            + "; make the folder writable, or set showrunner.data to another one",
                    e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        channel.truncate(0);
        String owner = "process " + ProcessHandle.current().pid() + "\n";
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static Path file(Path folder) {
        return folder.resolve("broker.lock");
    }

    private static String owner(Path file) {
        try {
            String owner = Files.readString(file).strip();
            return owner.substring(0, Math.min(owner.length(), LONGEST_OWNER));
        } catch (IOException e) {
            return "its process is not known: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of the queues cannot be given back: " + e.getMessage(), e);
        }
    }
}
