package io.showrunner.cluster;

import io.showrunner.story.RecordLocks;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Locks by name that the nodes of one stories folder obey. Each is an operating system lock on one byte of one file, far
 * behind its end: it ends with the process that holds it, however that ends, and on a network file system when the server
 * gives a dead machine up. The file stays open, because POSIX drops all locks of a process that closes it. Thread-safe.
 */
public final class SharedLocks implements RecordLocks, AutoCloseable {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int HEX_OF_A_PLACE = 15;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, ReentrantLock> ownThreads = new ConcurrentHashMap<>();

    /** A lock that is held until it is closed, by any thread. */
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Opens the file of the locks; it is made when missing.
     *
     * @throws UncheckedIOException when it cannot be
     */
    public SharedLocks(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("the locks in " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Takes the lock; empty when another node, or another part of this one, has it. */
    public Optional<Held> tryTake(String name) {
        return attempt(name, false).map(lock -> () -> release(lock));
    }

    /** True when another node has the lock. */
    public boolean isTakenElsewhere(String name) {
        Optional<FileLock> free = attempt(name, true);
        free.ifPresent(this::release);
        return free.isEmpty();
    }

    /** {@inheritDoc} What is done under such a lock is a matter of milliseconds: after 30 s it fails, because the node that has
     * it hangs. */
    @Override
    public <T> T locked(String key, Supplier<T> work) {
        ReentrantLock own = ownThreads.computeIfAbsent(key, unused -> new ReentrantLock());
        own.lock();
        try {
            if (own.getHoldCount() > 1) {
                return work.get();
            }
            Held held = take(key, LONGEST_WAIT)
                    .orElseThrow(() -> new IllegalStateException("another node has " + key + " for longer than "
                            + LONGEST_WAIT.toSeconds() + " s; is it hanging? The lock is in " + file));
            try {
                return work.get();
            } finally {
                held.close();
            }
        } finally {
            own.unlock();
        }
    }

    /** Takes the lock; empty when others had it for so long. */
    public Optional<Held> take(String name, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = SHORTEST_PAUSE_NANOS;
        Optional<Held> held = tryTake(name);
        while (held.isEmpty() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            held = tryTake(name);
        }
        return held;
    }

    /** Never waits: a thread that is interrupted while it waits for a lock would close the file. */
    private Optional<FileLock> attempt(String name, boolean shared) {
        try {
            return Optional.ofNullable(channel.tryLock(place(name), 1, shared));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + name + " in " + file + ": " + e.getMessage(), e);
        }
    }

    private void release(FileLock lock) {
        try {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock a part of " + file + ": " + e.getMessage(), e);
        }
    }

    /** Sixty bits of the name's digest: two names on one byte would only wait for each other. */
    private static long place(String name) {
        return Long.parseLong(Sha256.hex(name).substring(0, HEX_OF_A_PLACE), 16);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
