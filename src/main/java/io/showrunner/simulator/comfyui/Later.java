package io.showrunner.simulator.comfyui;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things a script delays; forgotten when the process dies. */
final class Later {
    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "comfyui-simulator-later");
        thread.setDaemon(true);
        return thread;
    });

    @SuppressWarnings("FutureReturnValueIgnored") // the task reports its own failure
    void after(Duration delay, Runnable task) {
        timer.schedule(() -> reporting(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void stop() {
        timer.shutdownNow();
    }

    private static void reporting(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("comfyui simulator: a delayed effect failed", e);
        }
    }
}
