package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.Recorded;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    private static final String FOLDER = "showrunner/story-orchard/scene-001/";

    private final WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();

    @Test
    void aSuccessHasTheFilesOfTheFramesNodeOnly() {
        prompt.ends("history-success.json");

        Outcome outcome = Outcome.of(job(Recorded.PROMPT_ID), prompt.watch);

        assertThat(outcome.exitReason()).isEqualTo("success");
        assertThat(outcome.failureKind()).isNull();
        assertThat(outcome.cachedOutput()).isFalse();
        assertThat(outcome.frames())
                .extracting(ServerFile::filename)
                .containsExactly("frame_00001_.png", "frame_00002_.png");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    history-node-error.json  | NODE_ERROR  | node 5 (KSampler): RuntimeError: mat1 and mat2
                    history-oom.json         | OOM         | node 5 (KSampler): torch.cuda.OutOfMemoryError
                    history-interrupted.json | INTERRUPTED | somebody interrupted it on the server at node 5 (KSampler)
                    history-no-frames.json   | NO_FRAMES   | it succeeded without a file from node 7
                    history-cached.json      | NO_FRAMES   | from its cache with the files of another prompt
                    """)
    void whatTheHistoryTellsIsClassified(String history, FailureKind kind, String words) {
        prompt.ends(history);

        Outcome outcome = Outcome.of(job(Recorded.PROMPT_ID), prompt.watch);

        assertThat(outcome.exitReason()).isEqualTo("unknown");
        assertThat(outcome.failureKind()).isEqualTo(kind);
        assertThat(outcome.error()).contains(words);
        assertThat(outcome.frames()).isEmpty();
        assertThat(outcome.cachedOutput()).isEqualTo(history.contains("cached"));
    }

    @ParameterizedTest
    @CsvSource({Recorded.PROMPT_ID + ", success", "another-prompt, unknown"})
    void aForgottenPromptWhoseOwnFramesAreWrittenHasSucceeded(String folderOf, String exitReason) {
        // Given
        ServerFile frame = new ServerFile("frame_00001_.png", FOLDER + folderOf, "output");
        prompt.looks("running").looks("absent").looks("absent");
        assertThat(Outcome.of(job(Recorded.PROMPT_ID), prompt.watch).failureKind())
                .isEqualTo(FailureKind.CONNECTION_LOST);

        // When
        prompt.watch.pulse().wrote(List.of(frame));

        // Then
        assertThat(Outcome.of(job(Recorded.PROMPT_ID), prompt.watch).exitReason())
                .isEqualTo(exitReason);
    }

    @Test
    void aCachedAnswerWithFilesOfTheSamePromptCanBeCollected() {
        prompt.ends("history-cached.json");

        Outcome outcome = Outcome.of(job("0b7e5d1e-9f5c-4d3e-8d0f-6a1d2c3b4a59"), prompt.watch);

        assertThat(outcome.failureKind()).isNull();
        assertThat(outcome.cachedOutput()).isTrue();
        assertThat(outcome.frames()).hasSize(1);
    }

    @Test
    void anExecutionBeyondItsTimeEndsMaxWait() {
        prompt.watch.sawExecutionStart();
        prompt.passes(600).looks("running");

        assertThat(ended()).isEqualTo("maxWait MAX_WAIT");
    }

    @Test
    void aWaitBeyondItsTimeEndsMaxWait() {
        prompt.passes(1800).looks("waiting");

        assertThat(ended()).isEqualTo("maxWait MAX_WAIT");
    }

    @Test
    void aServerThatIsSilentAtTheEndOfTheTimeIsAtFault() {
        prompt.watch.sawExecutionStart();
        prompt.passes(600).watch.noAnswer("Connection refused");

        assertThat(ended()).isEqualTo("maxWait CONNECTION_LOST");
    }

    @Test
    void tooManyRequestsEndAttemptLimit() {
        WatchedPrompt limited = new WatchedPrompt(600, 1, 1800).posted().looks("running");

        Outcome outcome = Outcome.of(job(Recorded.PROMPT_ID), limited.watch);

        assertThat(outcome.exitReason()).isEqualTo("attemptLimit");
        assertThat(outcome.failureKind()).isEqualTo(FailureKind.ATTEMPT_LIMIT);
        assertThat(outcome.error()).contains("by history request 1, the last one allowed");
    }

    @Test
    void aLostPromptIsTheServersFault() {
        prompt.looks("absent").looks("absent");

        assertThat(ended()).isEqualTo("unknown CONNECTION_LOST");
    }

    @Test
    void aPendingPromptHasNoOutcome() {
        assertThatThrownBy(this::ended).hasMessageContaining("has not ended");
    }

    private String ended() {
        Outcome outcome = Outcome.of(job(Recorded.PROMPT_ID), prompt.watch);
        return outcome.exitReason() + " " + outcome.failureKind();
    }

    private static RenderJob job(String promptId) {
        return new RenderJob(
                RenderHome.STORY,
                RenderHome.SCENE,
                1,
                1,
                promptId,
                "c",
                "gpu0",
                null,
                BigInteger.ONE,
                "smoke",
                "t",
                "h",
                "7",
                FOLDER + promptId + "/frame",
                2,
                512,
                288,
                null,
                Map.of(),
                RenderHome.NOW);
    }
}
