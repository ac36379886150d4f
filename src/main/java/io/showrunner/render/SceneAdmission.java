package io.showrunner.render;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.InstanceView;
import io.showrunner.fleet.MemoryVerdict;
import io.showrunner.fleet.MemoryVerdict.Step;
import io.showrunner.fleet.VramLadder;
import io.showrunner.story.FailureKind;
import io.showrunner.story.GpuReading;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a scene's prompt may go to the server that was leased for it, by the server's free memory. Judged is an idle
 * server; a prompt that is posted behind a running one was let in by the judgement before. Thread-safe across turns.
 */
public final class SceneAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(SceneAdmission.class);

    private final Map<String, Boundary> boundaries = new ConcurrentHashMap<>();
    private final MemoryNeeds needs;
    private final Fleet fleet;
    private final VramLadder ladder;
    private final Function<String, Optional<String>> cardWarnings;
    private final Clock clock;

    /** A reading between two prompts. */
    private record Boundary(GpuReading reading, Instant when) {}

    /** @param cardWarnings what is to be said of the card of a server that shares it, in the reports of its prompts */
    public SceneAdmission(
            MemoryNeeds needs,
            Fleet fleet,
            VramLadder ladder,
            Function<String, Optional<String>> cardWarnings,
            Clock clock) {
        this.needs = needs;
        this.fleet = fleet;
        this.ladder = ladder;
        this.cardWarnings = cardWarnings;
        this.clock = clock;
    }

    /** The server's memory was read: that decides, unless it is too little. */
    public void glance(RenderTurn turn) {
        if (turn.open != null) {
            turn.admission = Admission.resumed();
            return;
        }
        cardWarnings.apply(turn.instanceId()).ifPresent(turn.notesToCome::add);
        boolean alone = turn.lease.isAlone();
        turn.admission = Admission.begin(needs.of(turn.scene), alone);
        MemoryVerdict verdict =
                ladder.glance(turn.instanceId(), turn.admission.ask(), alone ? turn.readings.freeBefore() : null);
        if (verdict.step() == Step.ADMIT) {
            take(turn, verdict, turn.readings.freeBefore());
        }
    }

    /** The server was probed, after its memory was cleared or because it is too little: what follows is decided. */
    public void judge(RenderTurn turn) {
        InstanceView now = fleet.view(turn.instanceId());
        Admission admission = turn.admission;
        boolean enough = ladder.fits(turn.instanceId(), admission.ask(), now.vramFree());
        if (!admission.mayLookAgain() || enough) {
            take(
                    turn,
                    ladder.judge(turn.instanceId(), admission.ask(), now.vramFree(), now.remoteDepth()),
                    now.vramFree());
        }
    }

    private void take(RenderTurn turn, MemoryVerdict verdict, Long free) {
        String instance = turn.instanceId();
        turn.admission.take(verdict);
        if (verdict.note() != null) {
            turn.notesToCome.add(verdict.note());
            LOG.warn("{} instance={} {}", turn, instance, verdict.note());
        }
        switch (verdict.step()) {
            case ADMIT -> {
                if (turn.admission.isAlone()) {
                    fleet.follow(
                            instance,
                            ladder.mayFollow(instance, turn.admission.ask().workflow(), verdict.size(), free));
                }
            }
            case FREE -> turn.readings = new GpuReadings();
            case HOLD -> {
                fleet.hold(instance, Hold.LOW_VRAM, verdict.note());
                ladder.hold(instance);
            }
            case LOOK -> throw new IllegalStateException("a judgement decides");
        }
    }

    /** The prompt has ended and the server's memory was read once more. */
    public void ended(RenderTurn turn) {
        String instance = turn.instanceId();
        FailureKind failure = turn.outcome().failureKind();
        if (failure == FailureKind.OOM) {
            ladder.ranOut(instance, turn.job.workflow());
            fleet.follow(instance, false);
        }
        if (!turn.admission.isResumed()) {
            startAtBoundary(turn);
            if (failure == null) {
                succeeded(turn);
            }
        }
        boundaries.put(instance, new Boundary(turn.readings.after(), clock.instant()));
    }

    private void succeeded(RenderTurn turn) {
        String instance = turn.instanceId();
        boolean alone = fleet.isAlone(instance);
        Long after = turn.readings.freeAfter();
        ladder.succeeded(
                        instance,
                        turn.job.workflow(),
                        turn.admission.size(),
                        turn.readings.freeBefore(),
                        alone ? after : null)
                .ifPresent(turn.readings::note);
        if (!ladder.mayFollow(instance, turn.job.workflow(), turn.admission.size(), after)) {
            fleet.follow(instance, false);
        }
    }

    /** The memory that was read while the prompt before was running says nothing about this one. */
    private void startAtBoundary(RenderTurn turn) {
        if (turn.admission.isAlone()) {
            return;
        }
        Boundary boundary = boundaries.get(turn.instanceId());
        if (boundary != null && !boundary.when().isBefore(turn.job.preparedAt())) {
            turn.readings.startFrom(boundary.reading());
        } else {
            turn.readings.note(
                    "VRAM_BEFORE_SHARED: the memory before the scene was read while another prompt was running");
        }
    }
}
