package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.showrunner.comfyui.Recorded;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.RenderReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a prompt is posted and followed. */
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
    void whoeverObservesIsToldOfTheUploadThePostTheExecutionAndTheEnd() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        turn.upload = new KeyframeUpload(new Keyframe(folder, "hive.png", "showrunner"));

        // When
        home.renderer.heed(turn);
        home.renderer.promptBody(turn);
        home.renderer.answered(turn, 500, Recorded.reply("prompt-500.txt"));
        home.renderer.sawQueue(
                turn, "{\"queue_running\": [[1, \"" + turn.promptId() + "\", {}, {}, []]], \"queue_pending\": []}");
        home.renderer.sawHistory(turn, "{}");
        home.ends(turn, "history-success.json");
        home.renderer.conclude(turn);

        // Then
        String prompt = " gpu0 " + turn.promptId();
        assertThat(home.observer.told)
                .containsExactly(
                        "uploads" + prompt, "posts" + prompt, "executes" + prompt, "settles" + prompt + " SUCCESS");
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
        home.dispatcher.release(turn);

        // Then
        home.prepares(turn);
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

    private RenderReport report(int dispatch) {
        return home.scene
                .store
                .attemptFile(RenderHome.STORY, RenderHome.SCENE, dispatch, "render.json", RenderReport.class)
                .orElseThrow();
    }
}
