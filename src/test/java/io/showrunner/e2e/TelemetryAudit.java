package io.showrunner.e2e;

import static io.showrunner.e2e.AuditedDocument.ROUNDING;
import static io.showrunner.e2e.AuditedDocument.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.simulator.comfyui.Gpu;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Compares the telemetry of one scene with what its servers logged and what lies on the disk. */
final class TelemetryAudit {
    private static final double SECONDS = 2;
    private static final double MB = 1 << 20;
    private static final List<String> PHASES = List.of("load", "inference", "video", "save");

    private final AuditedDocument telemetry;
    private final JsonNode notes;
    private final Path story;
    private final Path folder;
    private final PromptEvidence prompt;
    private final List<PromptEvidence> all;

    /**
     * @param folder the scene's
     * @param prompt its last one; null when its frames were rendered before
     * @param all prompts of all stories
     */
    TelemetryAudit(
            AuditedDocument telemetry, Path story, Path folder, PromptEvidence prompt, List<PromptEvidence> all) {
        this.telemetry = telemetry;
        this.notes = telemetry.value("/System/FallbackNotes");
        this.story = story;
        this.folder = folder;
        this.prompt = prompt;
        this.all = all;
    }

    void compare() throws IOException {
        limits();
        marker();
        if (prompt == null) {
            nothingMeasured();
        } else {
            times();
            gpu();
            memory();
            system();
        }
    }

    private void limits() {
        telemetry.is("/MaxWaitSeconds", 600);
        telemetry.is("/PollIntervalSeconds", 1);
        telemetry.is("/PostExecutionTimeoutSeconds", 30);
        telemetry.is("/HistoryAttemptLimit", 0);
        telemetry.is("/SceneRetryBudget", 1);
        telemetry.is("/HistoryPostExecutionTimeoutReached", false);
        telemetry.is("/ForcedCopyTriggered", false);
        telemetry.is("/ForcedCopyDebugPath", null);
        telemetry.is("/HistoryAttempts", prompt == null ? 0 : prompt.looks().size());
        telemetry.is("/HistoryExitReason", prompt == null || prompt.succeeded() ? "success" : "unknown");
        telemetry.is("/ExecutionSuccessDetected", prompt != null && prompt.succeeded());
    }

    /** No marker comes from outside, so the wait is that for the one which the application makes last. */
    private void marker() throws IOException {
        telemetry.is("/DoneMarkerDetected", false);
        Path file = folder.resolve("frames.done");
        if (!Files.exists(file)) {
            telemetry.is("/DoneMarkerPath", null);
            telemetry.is("/DoneMarkerWaitSeconds", 0);
            return;
        }
        assertThat(story.resolve(telemetry.value("/DoneMarkerPath").asText())).isEqualTo(file);
        JsonNode marker = Json.read(file, JsonNode.class);
        assertThat(marker.path("FrameCount").asInt()).isEqualTo(SmallBrief.FRAMES);
        Instant made = Instant.parse(marker.path("Timestamp").asText());
        if (prompt == null) {
            telemetry.isNear("/DoneMarkerWaitSeconds", 0, ROUNDING);
        } else {
            Instant ended = prompt.run().endedAt();
            telemetry.isBetween(
                    "/DoneMarkerWaitSeconds",
                    seconds(ended, prompt.lastLook()) - ROUNDING,
                    seconds(ended, made) + ROUNDING);
        }
    }

    private void nothingMeasured() {
        String why = "CACHE_SERVED: the frames were rendered for ";
        for (String path : List.of("/QueueStart", "/QueueEnd", "/DurationSeconds", "/ExecutionSuccessAt", "/Memory")) {
            telemetry.isUnknown(path, notes, why);
        }
        telemetry.is("/GPU/Name", "Unknown");
        telemetry.is("/GPU/Type", "unknown");
        telemetry.is("/GPU/Source", "missing");
        for (String figure : List.of(
                "Index",
                "VramTotal",
                "VramFreeBefore",
                "VramFreeAfter",
                "VramBeforeMB",
                "VramAfterMB",
                "VramDeltaMB")) {
            telemetry.isUnknown("/GPU/" + figure, notes, why);
        }
        telemetry.isUnknown("/System/Before", notes, why);
        telemetry.isUnknown("/System/After", notes, why);
        telemetry.texts("/System/FallbackNotes", why);
    }

    private void times() {
        telemetry.isTime("/QueueStart", prompt.posted().minus(SOON), prompt.posted(), Duration.ZERO);
        telemetry.isTime("/QueueEnd", prompt.lastLook(), prompt.lastLook(), SOON);
        telemetry.isNear(
                "/DurationSeconds",
                seconds(
                        Instant.parse(telemetry.value("/QueueStart").asText()),
                        Instant.parse(telemetry.value("/QueueEnd").asText())),
                ROUNDING);
        if (prompt.succeeded()) {
            Instant end = prompt.run().endedAt();
            telemetry.isTime("/ExecutionSuccessAt", end.minusSeconds(2), end, Duration.ofMillis(2));
        } else {
            telemetry.is("/ExecutionSuccessAt", null);
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private void gpu() {
        Gpu card = AuditedStory.CARDS.get(prompt.gpu());
        long after = prompt.freeAfter();
        telemetry.is("/GPU/Name", card.name());
        telemetry.is("/GPU/Type", "cuda");
        telemetry.is("/GPU/Index", 0);
        telemetry.is("/GPU/Source", "system_stats");
        telemetry.is("/GPU/VramTotal", card.totalMb() * (1L << 20));
        telemetry.isOneOf("/GPU/VramFreeBefore", prompt.freeBefore(all));
        telemetry.is("/GPU/VramFreeAfter", after);
        long before = telemetry.value("/GPU/VramFreeBefore").asLong();
        telemetry.isNear("/GPU/VramBeforeMB", before / MB, 0.06);
        telemetry.isNear("/GPU/VramAfterMB", after / MB, 0.06);
        telemetry.isNear("/GPU/VramDeltaMB", (after - before) / MB, 0.11);
    }

    private void memory() {
        List<Long> meanwhile = prompt.freeMeanwhile();
        int samples = telemetry.value("/Memory/Samples").asInt();
        assertThat(samples).isBetween(0, meanwhile.size());
        JsonNode expected = Json.read(Path.of("config/vram-expectations.json"), JsonNode.class);
        assertThat(telemetry.size("/Memory/Phases")).isEqualTo(PHASES.size());
        double seconds = 0;
        int inPhases = 0;
        for (int i = 0; i < PHASES.size(); i++) {
            AuditedDocument phase = telemetry.part("/Memory/Phases/" + i);
            phase(phase, PHASES.get(i), expected.path("phases").path(PHASES.get(i)), meanwhile);
            seconds += phase.value("/Seconds").asDouble();
            inPhases += phase.value("/Samples").asInt();
        }
        assertThat(inPhases).isEqualTo(samples);
        assertThat(seconds).isBetween(0.0, prompt.secondsExecuted() + SECONDS);
        AuditedDocument total = telemetry.part("/Memory/Total");
        phase(total, "total", expected.path("total"), meanwhile);
        total.isNear("/Seconds", prompt.secondsExecuted(), SECONDS);
        total.is("/Samples", samples);
        for (String path : List.of("At", "FreeMB", "Recovered")) {
            telemetry.isUnknown(
                    "/Memory/Recovery/" + path, telemetry.value("/Memory/Recovery/Note"), "not seen: the next prompt");
        }
        telemetry.contains(
                "/Memory/Note", samples == 0 ? "VRAM_NOT_SAMPLED: the prompt was over" : "PHASES_NOT_SAMPLED: a phase");
    }

    /** The server's memory is what somebody was told of it: the application's sample is one of these. */
    private void phase(AuditedDocument phase, String name, JsonNode expected, List<Long> meanwhile) {
        phase.is("/Phase", name);
        phase.is("/ExpectedSeconds", expected.path("seconds").asDouble());
        phase.is(
                "/ExpectedPeakMB",
                expected.has("peakMB") ? expected.path("peakMB").asInt() : null);
        JsonNode seconds = phase.value("/Seconds");
        boolean sampled = phase.value("/Samples").asInt() > 0;
        boolean comparable = !seconds.isNull() || (sampled && expected.has("peakMB"));
        phase.is("/Deviates", comparable ? false : null);
        if (sampled) {
            long total = AuditedStory.CARDS.get(prompt.gpu()).totalMb();
            assertThat(meanwhile.stream().map(free -> total - free / MB))
                    .contains(phase.value("/PeakUsedMB").asDouble());
        } else {
            phase.is("/PeakUsedMB", null);
        }
    }

    private void system() {
        for (String path : List.of("/System/Before", "/System/After")) {
            ObjectNode told = prompt.system().deepCopy();
            told.remove("argv");
            assertThat(telemetry.whole(path)).isEqualTo(told);
        }
        for (JsonNode note : notes) {
            assertThat(note.asText()).startsWith("VRAM_BEFORE_SHARED:");
        }
        telemetry.whole("/System/FallbackNotes");
    }
}
