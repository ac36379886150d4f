package io.showrunner.assemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.assemble.SceneTelemetry.Gpu;
import io.showrunner.assemble.SceneTelemetry.SystemState;
import io.showrunner.story.CollectReport;
import io.showrunner.story.GpuReading;
import io.showrunner.story.RenderReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the telemetry of a scene from its newest prompt, with a reason for every value that is null. */
final class TelemetryBuilder {
    private final Knobs knobs;

    TelemetryBuilder(Knobs knobs) {
        this.knobs = knobs;
    }

    SceneTelemetry of(Attempt attempt) {
        RenderReport render = attempt == null ? null : attempt.render();
        CollectReport collect = attempt == null ? null : attempt.collect();
        boolean posted = render != null && !attempt.job().isReused();
        boolean executed = posted && attempt.isExecuted();
        return new SceneTelemetry(
                posted ? render.queueStart() : null,
                posted ? render.queueEnd() : null,
                attempt == null ? null : attempt.durationSeconds(),
                Figures.seconds(knobs.scene().maxWait()),
                Figures.seconds(knobs.scene().historyPollInterval()),
                render == null ? 0 : render.historyAttempts(),
                knobs.scene().historyMaxAttempts(),
                attempt == null ? "unknown" : attempt.exitReason(),
                collect != null && collect.postExecutionTimeoutReached(),
                Figures.seconds(knobs.scene().postExecutionTimeout()),
                executed,
                executed ? successAt(render) : null,
                render == null
                        ? knobs.scene().retryBudget()
                        : render.budget(knobs.scene().retryBudget()),
                collect != null && collect.doneMarkerDetected(),
                collect == null ? 0.0 : collect.doneMarkerWaitSeconds(),
                collect == null ? null : collect.doneMarkerPath(),
                collect != null && collect.forcedCopyTriggered(),
                collect == null ? null : collect.forcedCopyDebugPath(),
                gpu(render),
                attempt == null ? null : MemoryUse.of(attempt.memory(), attempt.recovery(), knobs.expectations()),
                system(attempt));
    }

    private static Instant successAt(RenderReport render) {
        return render.executionEnd() == null ? render.queueEnd() : render.executionEnd();
    }

    private static Gpu gpu(RenderReport render) {
        GpuReading before = render == null ? GpuReading.missing() : known(render.gpuBefore());
        GpuReading after = render == null ? GpuReading.missing() : known(render.gpuAfter());
        GpuReading named = before.source().equals("missing") ? after : before;
        Double beforeMb = Figures.megabytes(before.vramFree());
        Double afterMb = Figures.megabytes(after.vramFree());
        return new Gpu(
                named.name(),
                named.type(),
                named.index(),
                named.vramTotal(),
                before.vramFree(),
                after.vramFree(),
                beforeMb,
                afterMb,
                beforeMb == null || afterMb == null ? null : Figures.tenths(afterMb - beforeMb),
                named.source());
    }

    private static SystemState system(Attempt attempt) {
        RenderReport render = attempt == null ? null : attempt.render();
        List<String> notes = new ArrayList<>(attempt == null ? List.of() : attempt.fallbackNotes());
        if (render == null) {
            notes.add(
                    attempt == null
                            ? "not-queued: no prompt of this scene was ever posted; its times and GPU figures are null"
                            : "end-not-seen: the end of this prompt was never seen; its times and GPU figures are null");
            return new SystemState(null, null, notes);
        }
        if (attempt.job().isReused()) {
            return new SystemState(null, null, notes);
        }
        notes.addAll(memoryNotes(attempt));
        explain(known(render.gpuBefore()), "before", notes);
        explain(known(render.gpuAfter()), "after", notes);
        if (attempt.isExecuted() && render.executionEnd() == null) {
            notes.add(
                    "success-time: the server gave no time for the success; the time at which it was seen stands for it");
        }
        return new SystemState(
                withoutCommandLine(render.systemBefore()), withoutCommandLine(render.systemAfter()), notes);
    }

    private static List<String> memoryNotes(Attempt attempt) {
        if (attempt.memory() == null) {
            return List.of("memory-unseen: the memory was not read while the prompt executed; Memory is null");
        }
        return attempt.recovery() == null || attempt.recovery().note() == null
                ? List.of()
                : List.of(attempt.recovery().note());
    }

    private static void explain(GpuReading reading, String when, List<String> notes) {
        if (reading.source().equals("missing")) {
            notes.add(
                    "gpu-unread-" + when + ": the GPU could not be read " + when + " the prompt; its figures are null");
        } else if (reading.vramFree() == null) {
            notes.add("vram-unread-" + when + ": " + reading.source() + " had no free VRAM " + when
                    + " the prompt; it is null");
        }
    }

    private static GpuReading known(GpuReading reading) {
        return reading == null ? GpuReading.missing() : reading;
    }

    private static JsonNode withoutCommandLine(JsonNode system) {
        return system instanceof ObjectNode object ? object.deepCopy().without("argv") : system;
    }
}
