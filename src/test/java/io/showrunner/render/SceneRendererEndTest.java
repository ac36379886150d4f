package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a prompt ends, and what follows. */
class SceneRendererEndTest {
    @TempDir
    Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
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
}
