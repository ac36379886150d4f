package io.showrunner.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes a stream on which nothing comes for too long, so that whoever reads it goes on. */
final class SilenceWatch implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "silence-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final Closeable stream;
    private final Duration most;
    private ScheduledFuture<?> end;
    private volatile boolean isSilent;

    SilenceWatch(Closeable stream, Duration most) {
        this.stream = stream;
        this.most = most;
        heard();
    }

    /** Something came. */
    void heard() {
        if (end != null) {
            end.cancel(false);
        }
        end = timer.schedule(this::giveUp, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** True when the stream was closed because nothing came. */
    boolean isSilent() {
        return isSilent;
    }

    private void giveUp() {
        isSilent = true;
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a silent stream: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
