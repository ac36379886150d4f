package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person cancels a scene: its prompt, if there may be one on a server, is taken from there, by its id only. */
class CancelledSceneTest {
    @TempDir
    private Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void aPromptThatWasPostedIsTakenFromItsServerAndTheSceneStaysCancelled() throws Exception {
        // Given
        RenderTurn turn = home.posted();
        cancel();

        // When
        home.renderer.heed(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPending).returns(true, RenderTurn::wantsCancel);
        assertThat(turn.promptToCancel()).isEqualTo(turn.promptId());
        home.renderer.conclude(turn);
        assertThat(turn.isFailed()).isTrue();
        assertThat(home.report().failureKind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(home.renderer.giveUp(turn)).returns(SceneState.CANCELLED, SceneRecord::state);
    }

    @Test
    void aPromptThatWasNotPostedYetIsNotPosted() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        cancel();

        // When
        home.renderer.heed(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPending).returns(false, RenderTurn::wantsCancel);
    }

    @Test
    void aCrashAfterTheCancelDoesNotLeaveThePromptOnItsServer() throws Exception {
        // Given
        RenderTurn before = home.posted();
        cancel();

        // When
        RendererHome after = home.restarted();
        RenderTurn again = after.take();
        after.prepares(again);
        after.renderer.heed(again);

        // Then
        assertThat(again).returns(true, RenderTurn::wantsCancel).returns(before.promptId(), RenderTurn::promptToCancel);
    }

    @Test
    void aSceneCancelledBetweenTwoAttemptsIsMadeKnownAsCancelled() throws Exception {
        // Given
        RenderTurn turn = home.failed(FailureKind.NODE_ERROR);
        cancel();

        // When
        home.prepares(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPrepared).returns(true, RenderTurn::isFailed);
        assertThat(home.renderer.giveUp(turn).state()).isEqualTo(SceneState.CANCELLED);
    }

    @Test
    void aSceneCancelledBeforeItWasTakenGetsNoPrompt() {
        cancel();

        assertThat(home.take())
                .returns(false, RenderTurn::isStale)
                .returns(false, RenderTurn::wantsAttempt)
                .returns(true, RenderTurn::isFailed);
    }

    private void cancel() {
        home.change(scene -> scene.to(SceneState.CANCELLED, FailureKind.CANCELLED, "by hand", RenderHome.NOW));
    }
}
