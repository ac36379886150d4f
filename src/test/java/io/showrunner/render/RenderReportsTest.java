package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.comfyui.PromptReply;
import io.showrunner.comfyui.Recorded;
import io.showrunner.story.FailureKind;
import io.showrunner.story.GpuReading;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderReportsTest {
    private static final JsonNode SYSTEM = Json.mapper().createObjectNode().put("os", "posix");

    @TempDir
    Path folder;

    private final WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800);
    private RenderHome home;
    private RenderReports reports;

    @BeforeEach
    void aScene() {
        home = new RenderHome(folder, RenderHome.request("smoke"), Priority.NORMAL);
        reports = new RenderReports(home.store, home.clock);
    }

    @Test
    void theReportAndTheServersOwnWordsAreKept() {
        // Given
        prompt.posted().passes(2).looks("running").ends("history-success.json");
        GpuReading before = new GpuReading("RTX 3090", "cuda", 0, 24L << 30, 20L << 30, null, "system_stats");
        Measured measured = new Measured(before, GpuReading.missing(), SYSTEM, SYSTEM, List.of("A: b"));

        // When
        RenderReport report = reports.write(job(), prompt.watch, Outcome.of(job(), prompt.watch), measured, null);

        // Then
        assertThat(Json.read(home.attempt(1).resolve("render.json"), RenderReport.class))
                .isEqualTo(report);
        assertThat(home.attempt(1).resolve("history.json")).hasContent(Recorded.reply("history-success.json"));
        assertThat(report.executionStart()).isEqualTo(Instant.ofEpochMilli(1763000000000L));
        assertThat(report.executionEnd()).isEqualTo(Instant.ofEpochMilli(1763000052500L));
        assertThat(report.historyRetrieved()).isTrue();
        assertThat(report.historyAttempts()).isEqualTo(2);
        assertThat(report.frames()).hasSize(2);
        assertThat(report.gpuBefore()).isEqualTo(before);
        assertThat(report.fallbackNotes()).containsExactly("A: b");
    }

    @Test
    void aRejectedPromptHasAReportWithoutHistory() {
        // Given
        prompt.watch.posted(new PromptReply.Rejected("no such node", null));

        // When
        Outcome rejected = Outcome.failure(FailureKind.PROMPT_REJECTED, "no such node");
        RenderReport report = reports.write(job(), prompt.watch, rejected, Measured.nothing(), null);

        // Then
        assertThat(home.attempt(1).resolve("history.json")).doesNotExist();
        assertThat(report.failureKind()).isEqualTo(FailureKind.PROMPT_REJECTED);
        assertThat(report.executionStart()).isNull();
        assertThat(report.historyRetrieved()).isFalse();
        assertThat(report.gpuBefore()).isEqualTo(GpuReading.missing());
    }

    @Test
    void anExecutionThatNeverEndedHasTheStartThatWasSeenFromHere() {
        prompt.posted().watch.sawExecutionStart();
        prompt.passes(600).looks("running");

        RenderReport report =
                reports.write(job(), prompt.watch, Outcome.of(job(), prompt.watch), Measured.nothing(), null);

        assertThat(report.executionStart()).isEqualTo(RenderHome.NOW.minusSeconds(600));
        assertThat(report.executionEnd()).isNull();
        assertThat(report.exitReason()).isEqualTo("maxWait");
    }

    @Test
    void anAnswerFromTheCacheIsNoted() {
        prompt.posted().ends("history-cached.json");

        RenderReport report =
                reports.write(job(), prompt.watch, Outcome.of(job(), prompt.watch), Measured.nothing(), null);

        assertThat(report.cachedOutput()).isTrue();
        assertThat(report.fallbackNotes()).singleElement().asString().startsWith("CACHED_OUTPUT: ");
    }

    private RenderJob job() {
        return new RenderJob(
                RenderHome.STORY,
                RenderHome.SCENE,
                1,
                1,
                Recorded.PROMPT_ID,
                "c",
                "gpu0",
                null,
                BigInteger.ONE,
                "smoke",
                "t",
                "h",
                "7",
                "showrunner/x/frame",
                2,
                512,
                288,
                null,
                Map.of(),
                RenderHome.NOW);
    }
}
