package io.showrunner.simulator.llm;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs a bounded number of generations at once and lets the rest wait in order. Runs on the event loop. */
final class GenerationQueue {
    /** One generation; {@code begun} runs when its turn has come, {@code done} when its time has passed. */
    record Job(Duration time, Runnable begun, Runnable done) {}

    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final int parallel;
    private final BooleanSupplier released;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Map<Job, Long> running = new HashMap<>();

    /** @param released whether one whose turn has come may begin */
    GenerationQueue(Vertx vertx, int parallel, BooleanSupplier released) {
        this.vertx = vertx;
        this.parallel = parallel;
        this.released = released;
    }

    int waiting() {
        return waiting.size();
    }

    void submit(Job job) {
        waiting.add(job);
        startNext();
    }

    /** Stops a generation whose client has gone; true when it had not ended. */
    boolean cancel(Job job) {
        Long timer = running.remove(job);
        if (timer != null) {
            vertx.cancelTimer(timer);
            startNext();
            return true;
        }
        return waiting.remove(job);
    }

    private void startNext() {
        while (running.size() < parallel && !waiting.isEmpty()) {
            begin(waiting.poll());
        }
    }

    private void begin(Job job) {
        if (!released.getAsBoolean()) {
            running.put(job, vertx.setTimer(LOOK_MILLIS, timer -> begin(job)));
            return;
        }
        running.put(job, vertx.setTimer(Math.max(1, job.time().toMillis()), timer -> finish(job)));
        job.begun().run();
    }

    private void finish(Job job) {
        running.remove(job);
        startNext();
        job.done().run();
    }
}
