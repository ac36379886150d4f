package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.AttemptDecision.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptDecisionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void framesAreCollected() {
        assertThat(AttemptDecision.after(scene(1, 1), report(null, null), 1).next())
                .isEqualTo(Step.COLLECT);
    }

    @ParameterizedTest
    @CsvSource({
        "NODE_ERROR,      RETRY,      3",
        "OOM,             RETRY,      10",
        "INTERRUPTED,     RETRY,      2",
        "MAX_WAIT,        RETRY,      5",
        "ATTEMPT_LIMIT,   RETRY,      5",
        "NO_FRAMES,       RETRY,      2",
        "BELOW_FLOOR,     RETRY,      2",
        "VERIFY_FAILED,   RETRY,      2",
        "CONNECTION_LOST, REDISPATCH, 5",
        "INSTANCE_DOWN,   REDISPATCH, 5",
        "BREAKER_OPEN,    REDISPATCH, 2",
        "PROMPT_REJECTED, GIVE_UP,    0",
        "CANCELLED,       GIVE_UP,    0"
    })
    void everyKindOfFailureHasItsConsequenceAndPause(FailureKind kind, Step next, long seconds) {
        AttemptDecision decision = AttemptDecision.after(scene(1, 1), report(kind, "words"), 1);

        assertThat(decision.next()).isEqualTo(next);
        assertThat(decision.pause()).hasSeconds(seconds);
        assertThat(decision.message()).isEqualTo("words");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4"})
    void aFailingSceneIsAttemptedExactlyOnceMoreThanItsBudget(int budget, int attempts) {
        // Given
        int attempt = 1;

        // When
        while (decide(attempt, budget) == Step.RETRY) {
            attempt++;
        }

        // Then
        assertThat(attempt).isEqualTo(attempts);
        assertThat(decide(attempt, budget)).isEqualTo(Step.GIVE_UP);
    }

    @Test
    void theLastFailureSaysWhichAttemptItWas() {
        assertThat(AttemptDecision.after(scene(2, 3), report(FailureKind.OOM, "out of memory"), 1)
                        .message())
                .isEqualTo("out of memory (attempt 2 of 2)");
    }

    @Test
    void aDeadServerCostsNoBudgetHoweverOftenItDies() {
        RenderReport lost = report(FailureKind.CONNECTION_LOST, "gone");

        assertThat(AttemptDecision.after(scene(1, 100), lost, 0).next()).isEqualTo(Step.REDISPATCH);
    }

    @Test
    void aPromptThatNeverStartedCostsNoBudget() {
        RenderReport neverStarted = report(FailureKind.MAX_WAIT, "not started", null);

        assertThat(AttemptDecision.after(scene(2, 2), neverStarted, 1).next()).isEqualTo(Step.REDISPATCH);
    }

    @Test
    void aFullDiskIsNotTriedAgain() {
        AttemptDecision decision = AttemptDecision.after(
                scene(1, 1), report(FailureKind.NODE_ERROR, "OSError: [Errno 28] No space left on device"), 1);

        assertThat(decision.next()).isEqualTo(Step.GIVE_UP);
        assertThat(decision.message()).contains("free the disk of gpu0");
    }

    @ParameterizedTest
    @CsvSource({
        ",                next=collect",
        "NODE_ERROR,      next=retry pause=3s kind=NODE_ERROR message=\"it broke\"",
        "PROMPT_REJECTED, next=give-up kind=PROMPT_REJECTED message=\"it broke\""
    })
    void aLogLineSaysWhatFollowsAndWhyIfAnythingFailed(FailureKind kind, String line) {
        assertThat(AttemptDecision.after(scene(1, 1), report(kind, kind == null ? null : "it broke"), 1))
                .hasToString(line);
    }

    private static Step decide(int attempt, int budget) {
        return AttemptDecision.after(scene(attempt, attempt), report(FailureKind.NODE_ERROR, "e"), budget)
                .next();
    }

    private static SceneRecord scene(int attempts, int dispatches) {
        return new SceneRecord(
                "story-orchard",
                "scene-001",
                SceneState.RUNNING,
                Priority.NORMAL,
                Priority.NORMAL.onTheWire(),
                0,
                1,
                1,
                attempts,
                dispatches,
                SceneRecord.Spent.NOTHING,
                null,
                null,
                NOW);
    }

    private static RenderReport report(FailureKind kind, String error) {
        return report(kind, error, NOW);
    }

    private static RenderReport report(FailureKind kind, String error, Instant started) {
        return new RenderReport(
                1, 1, "id", "gpu0", NOW, NOW, started, null, "unknown", kind, error, 1, false, List.of(), List.of(),
                false, null, null, null, null, List.of(), null);
    }
}
