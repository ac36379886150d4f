package io.showrunner.brief;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One process per inbox: an operating system lock on {@code inbox/.lock}, which ends with the process however it ends.
 * The lock is on a byte far behind the content, so that others can read who holds it. Make one object for each inbox in a
 * process: POSIX drops the lock when the same process closes another handle of the file. Thread-safe.
 */
public final class InboxLock implements AutoCloseable {
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int LONGEST_OWNER = 200;

    private final Path file;
    private FileChannel channel;
    private FileLock lock;

    public InboxLock(Path inbox) {
        this.file = inbox.resolve(".lock");
    }

    /** Takes the lock; false when another process holds it, see {@link #reason()}. May be tried again at any time. */
    public synchronized boolean tryAcquire() {
        if (isHeld()) {
            return true;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel opened = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            lock = lock(opened);
            if (lock == null) {
                opened.close();
                return false;
            }
            channel = opened;
            sign();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + ": " + e.getMessage(), e);
        }
    }

    /** True while this object holds the lock. */
    public synchronized boolean isHeld() {
        return lock != null && lock.isValid();
    }

    /** One sentence about who holds the lock. */
    public synchronized String reason() {
        if (isHeld()) {
            return "The inbox " + file.getParent() + " is watched by this process.";
        }
        try {
            String owner = Files.exists(file) ? Files.readString(file).strip() : "";
            return "The inbox " + file.getParent() + " is watched by another process"
                    + (owner.isEmpty() ? "" : " (" + Excerpt.of(owner, LONGEST_OWNER) + ")")
                    + "; this one does not watch it.";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + file + ": " + e.getMessage(), e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void sign() throws IOException {
        String owner = "process " + ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }
}
