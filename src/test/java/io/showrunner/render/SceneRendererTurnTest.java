package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.showrunner.comfyui.Recorded;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a prompt is posted, followed and ended. */
class SceneRendererTurnTest {
    @TempDir
    Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void anAcceptedPromptIsFollowedAndNotPostedAgain() throws Exception {
        RenderTurn turn = home.posted();

        assertThat(turn)
                .returns(false, RenderTurn::mustPost)
                .returns(true, RenderTurn::isPending)
                .returns(false, RenderTurn::wantsCancel);
    }

    @Test
    void aDoubtfulAnswerIsFollowedByALookAndNotByAnotherPost() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        home.renderer.promptBody(turn);

        // When
        home.renderer.answered(turn, 500, Recorded.reply("prompt-500.txt"));

        // Then
        assertThat(turn).returns(true, RenderTurn::isPending).returns(false, RenderTurn::mustPost);
    }

    @Test
    void aRejectedPromptEndsTheSceneForGoodInTheServersWords() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        home.renderer.promptBody(turn);

        // When
        home.renderer.answered(turn, 400, Recorded.reply("rejected-unknown-class.json"));
        home.renderer.conclude(turn);

        // Then
        assertThat(turn)
                .returns(false, RenderTurn::isPending)
                .returns(false, RenderTurn::wantsCancel)
                .returns(true, RenderTurn::isFailed);
        assertThat(home.report().failureKind()).isEqualTo(FailureKind.PROMPT_REJECTED);
    }

    @Test
    void aPromptThatAnOldServerQueuedUnderAnIdOfItsOwnIsTakenFromItByThatId() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        home.renderer.promptBody(turn);

        // When
        home.renderer.answered(turn, 200, "{\"prompt_id\": \"its-own\", \"number\": 1, \"node_errors\": {}}");

        // Then
        assertThat(turn.wantsCancel()).isTrue();
        assertThat(turn.promptToCancel()).isEqualTo("its-own");
        home.renderer.conclude(turn);
        assertThat(turn.isFailed()).isTrue();
    }

    @Test
    void aPromptTakenWithoutItsInvalidPartsIsTakenFromTheServerAgain() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        home.renderer.promptBody(turn);

        // When
        home.renderer.answered(
                turn,
                200,
                Recorded.reply("prompt-accepted-without-invalid-output.json")
                        .replace(Recorded.PROMPT_ID, turn.promptId()));

        // Then
        assertThat(turn.wantsCancel()).isTrue();
        assertThat(turn.promptToCancel()).isEqualTo(turn.promptId());
    }

    @ParameterizedTest
    @CsvSource({"0.3.56, false", "0.3.57, true", "0.3.64, true"})
    void onlyAServerThatInterruptsByIdIsInterrupted(String version, boolean may) throws Exception {
        RenderTurn turn = home.posted();
        assertThat(turn.mayInterrupt()).as("nothing is known yet").isFalse();

        home.renderer.measured(turn, Recorded.reply("stats-cuda.json").replaceFirst("0\\.3\\.\\d+", version));

        assertThat(turn.mayInterrupt()).isEqualTo(may);
    }

    @Test
    void aPromptThatNeverArrivedIsPostedThreeTimesUnderTheSameIdAndThenGoesElsewhere() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        int posts = 0;

        // When
        while (turn.isPending()) {
            if (turn.mustPost()) {
                posts++;
                assertThat(Json.read(home.renderer.promptBody(turn), JsonNode.class)
                                .path("prompt_id")
                                .asText())
                        .isEqualTo(turn.promptId());
                home.renderer.noAnswer(turn, new IOException("connection reset"));
            } else {
                home.looksInVain(turn);
            }
        }
        home.renderer.conclude(turn);

        // Then
        assertThat(posts).isEqualTo(3);
        assertThat(home.report().failureKind()).isEqualTo(FailureKind.CONNECTION_LOST);
        assertThat(turn).returns(true, RenderTurn::wantsAttempt).returns(5_000L, RenderTurn::pauseMillis);
    }

    @Test
    void aPromptThatTheServerHadAndLostIsNotPostedAgain() throws Exception {
        // Given
        RenderTurn turn = home.posted();

        // When
        home.looksInVain(turn);
        home.looksInVain(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPending).returns(false, RenderTurn::mustPost);
    }

    @Test
    void anOpenBreakerSendsTheSceneElsewhereAtNoCost() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        home.renderer.promptBody(turn);

        // When
        home.renderer.noAnswer(
                turn, CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("gpu0")));
        home.renderer.conclude(turn);
        home.renderer.release(turn);

        // Then
        assertThat(home.fleet.isDown("gpu0")).isTrue();
        home.answersTwoProbes();
        home.renderer.prepare(turn);
        assertThat(turn.job.attempt()).isOne();
        assertThat(turn.job.dispatch()).isEqualTo(2);
        assertThat(report(1).failureKind()).isEqualTo(FailureKind.BREAKER_OPEN);
    }

    @Test
    void aServerFoundDownEndsTheAttemptAndOneThatIsSilentForAMomentDoesNot() throws Exception {
        // Given
        RenderTurn turn = home.posted();

        // When
        home.renderer.noAnswer(turn, new IOException("connection refused"));
        assertThat(turn.isPending()).isTrue();
        assertThat(home.fleet.inDoubt()).containsExactly("gpu0");
        for (int i = 0; i < 3; i++) {
            home.fleet.missed("gpu0", "connection refused");
        }
        home.renderer.noAnswer(turn, new IOException("connection refused"));
        home.renderer.conclude(turn);

        // Then
        assertThat(home.report().failureKind()).isEqualTo(FailureKind.INSTANCE_DOWN);
        assertThat(turn.wantsAttempt()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "history-success.json,     ,            true,  false, 0",
        "history-node-error.json,  NODE_ERROR,  false, true,  3000",
        "history-oom.json,         OOM,         false, true,  10000",
        "history-interrupted.json, INTERRUPTED, false, true,  2000",
        "history-disk-full.json,   NODE_ERROR,  false, false, 0"
    })
    void theEndOfAPromptDecidesWhatFollows(
            String history, FailureKind kind, boolean rendered, boolean again, long pause) throws Exception {
        // Given
        RenderTurn turn = home.posted();

        // When
        home.ends(turn, history);
        home.renderer.conclude(turn);

        // Then
        assertThat(home.report().failureKind()).isEqualTo(kind);
        assertThat(turn)
                .returns(rendered, RenderTurn::isRendered)
                .returns(again, RenderTurn::wantsAttempt)
                .returns(!rendered && !again, RenderTurn::isFailed)
                .returns(pause, RenderTurn::pauseMillis);
    }

    @Test
    void aPromptThatIsStillInTheQueueWhenItsTimeIsOverIsTakenFromTheServer() throws Exception {
        // Given
        RenderTurn turn = home.posted();

        // When
        home.nanos.addAndGet(Duration.ofMinutes(31).toNanos());

        // Then
        assertThat(turn).returns(false, RenderTurn::isPending).returns(true, RenderTurn::wantsCancel);
        assertThat(turn.promptToCancel()).isEqualTo(turn.promptId());
    }

    @Test
    void aSceneIsRenderedOnceMoreThanItsBudgetAndThenFails() throws Exception {
        // When
        RenderTurn first = home.failed(FailureKind.NODE_ERROR);
        RenderTurn second = home.failed(FailureKind.NODE_ERROR);

        // Then
        assertThat(first.wantsAttempt()).isTrue();
        assertThat(second.isFailed()).isTrue();
        assertThat(home.renderer.giveUp(second))
                .returns(SceneState.FAILED, SceneRecord::state)
                .returns(2, SceneRecord::attempts);
        assertThat(home.leases()).isZero();
    }

    @Test
    void aSceneThatWasCancelledMeanwhileStaysCancelled() throws Exception {
        // Given
        RenderTurn turn = home.failed(FailureKind.PROMPT_REJECTED);
        home.change(now -> now.to(SceneState.CANCELLED, null, "by hand", RenderHome.NOW));

        // When
        SceneRecord scene = home.renderer.giveUp(turn);

        // Then
        assertThat(scene).returns(SceneState.CANCELLED, SceneRecord::state).isEqualTo(home.scene.scene());
    }

    private RenderReport report(int dispatch) {
        return home.scene
                .store
                .attemptFile(RenderHome.STORY, RenderHome.SCENE, dispatch, "render.json", RenderReport.class)
                .orElseThrow();
    }
}
