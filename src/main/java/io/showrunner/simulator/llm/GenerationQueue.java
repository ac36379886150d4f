package io.showrunner.simulator.llm;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Runs a bounded number of generations at once and lets the rest wait in order. Runs on the event loop. */
final class GenerationQueue {
    /** One generation; {@code begun} runs when its turn has come, {@code done} when its time has passed. */
    record Job(Duration time, Runnable begun, Runnable done) {}

    private final Vertx vertx;
    private final int parallel;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Map<Job, Long> running = new HashMap<>();

    GenerationQueue(Vertx vertx, int parallel) {
        this.vertx = vertx;
        this.parallel = parallel;
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
            Job job = waiting.poll();
            running.put(job, vertx.setTimer(Math.max(1, job.time().toMillis()), timer -> finish(job)));
            job.begun().run();
        }
    }

    private void finish(Job job) {
        running.remove(job);
        startNext();
        job.done().run();
    }
}
