package io.showrunner.assemble;

import io.showrunner.assemble.SceneEntry.AttemptSummary;
import io.showrunner.story.SceneState;
import java.util.stream.Collectors;

/** A scene on the page of the run summary. */
final class SceneSummary {
    private final TextPage page;
    private final SceneEntry scene;

    SceneSummary(TextPage page, SceneEntry scene) {
        this.page = page;
        this.scene = scene;
    }

    void write() {
        page.line(scene.sceneId() + " " + scene.state() + ": " + scene.storyTitle());
        page.indented("Frames", scene.frameCount() + " of at least " + scene.frameFloor());
        scene.attemptSummaries().forEach(this::attempt);
        telemetry();
        if (scene.state() != SceneState.PUBLISHED) {
            scene.errors().stream()
                    .filter(error -> scene.attemptSummaries().stream()
                            .noneMatch(attempt -> attempt.errors().contains(error)))
                    .forEach(error -> page.indented("Why", error));
        }
    }

    private void attempt(AttemptSummary attempt) {
        String outcome =
                attempt.historyExitReason() + (attempt.failureKind() == null ? "" : " (" + attempt.failureKind() + ")");
        page.paragraph("Attempt " + attempt.attempt() + ", prompt " + attempt.dispatch() + ": " + attempt.frameCount()
                + " frames, "
                + time(attempt)
                + ", " + attempt.instanceId() + ", " + outcome + ", " + attempt.framePrefix());
        if (attempt.failureKind() != null) {
            attempt.errors().forEach(error -> page.indented("", error));
        }
    }

    private static String time(AttemptSummary attempt) {
        if (attempt.cacheHit()) {
            return "rendered before";
        }
        return attempt.durationSeconds() == null
                ? "unknown time (its end was never seen)"
                : RunSummary.seconds(attempt.durationSeconds());
    }

    private void telemetry() {
        SceneTelemetry telemetry = scene.telemetry();
        SceneTelemetry.Gpu gpu = telemetry.gpu();
        page.indented(
                "Telemetry",
                telemetry.historyAttempts() + " polls (limit "
                        + (telemetry.historyAttemptLimit() == 0 ? "unbounded" : telemetry.historyAttemptLimit()) + "), "
                        + gpu.name() + ", VRAM free " + RunSummary.known(gpu.vramBeforeMB()) + " MB before, "
                        + RunSummary.known(gpu.vramAfterMB()) + " MB after, "
                        + (telemetry.doneMarkerDetected() ? "a" : "no") + " done marker from outside after "
                        + telemetry.doneMarkerWaitSeconds() + " s, forced copy "
                        + (telemetry.forcedCopyTriggered() ? "yes" : "no"));
        if (telemetry.memory() != null) {
            page.indented("Memory", memory(telemetry.memory()));
        }
    }

    private static String memory(MemoryUse memory) {
        String phases = memory.phases().stream()
                .filter(phase -> phase.seconds() != null)
                .map(SceneSummary::phase)
                .collect(Collectors.joining(", "));
        return "at most " + RunSummary.known(memory.total().peakUsed()) + " MB in use, read " + memory.samples()
                + " times" + (phases.isEmpty() ? "" : "; " + phases);
    }

    private static String phase(MemoryUse.PhaseUse phase) {
        return phase.phase() + " " + RunSummary.seconds(phase.seconds())
                + (Boolean.TRUE.equals(phase.deviates()) ? " (more than expected)" : "");
    }
}
