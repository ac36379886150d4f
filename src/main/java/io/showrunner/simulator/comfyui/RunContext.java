package io.showrunner.simulator.comfyui;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the nodes of one run share.
 *
 * @param interrupt the server's one flag, seen before each node and at each tick of progress
 * @param later for files that a script delays
 * @param written grows with every file of this run
 */
record RunContext(
        Ticket ticket,
        Label label,
        PromptScript script,
        Pace pace,
        Pictures pictures,
        VramModel vram,
        Folders folders,
        RunEvents events,
        AtomicBoolean interrupt,
        Later later,
        List<String> written) {

    /** Works for this long at the pace of the server; not interruptible by clients. */
    void work(Duration time) throws InterruptedException {
        long nanos = (long) (pace.of(time).toNanos() * script.slowness());
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }

    /** Ends the run when a client asked for it. */
    void checkInterrupt() {
        if (interrupt.getAndSet(false)) {
            throw new PromptInterrupted();
        }
    }

    /** @param likely whether this is where a fault without a node of its own happens */
    void sufferScript(String nodeId, boolean likely) throws InterruptedException {
        if (!script.concerns(nodeId, likely)) {
            return;
        }
        script.failure().ifPresent(failure -> {
            throw failure;
        });
        if (script.isInterrupted()) {
            throw new PromptInterrupted();
        }
        switch (script.stuck()) {
            case NO -> {}
            case SILENT -> Thread.sleep(Long.MAX_VALUE);
            case TICKING -> tickUntilReleased(nodeId);
        }
    }

    private void tickUntilReleased(String nodeId) throws InterruptedException {
        int steps = 1_000_000;
        for (int step = 1; !script.isReleased(); step = step % steps + 1) {
            Thread.sleep(20);
            events.progress(nodeId, step, steps);
            checkInterrupt();
        }
    }
}
