package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.fleet.Lease;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a turn gets a server and its prompt, and gives the server back. */
class SceneRendererPrepareTest {
    @TempDir
    Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void anOpenPromptIsFollowedOnItsServerAndNotPostedAgain() throws Exception {
        // Given
        RenderTurn first = home.posted();
        home.dispatcher.release(first);

        // When
        RendererHome restarted = home.restarted();
        RenderTurn again = restarted.prepared();

        // Then
        assertThat(again.promptId()).isEqualTo(first.promptId());
        assertThat(again).returns(false, RenderTurn::mustPost).returns(true, RenderTurn::isPending);
        assertThat(restarted.leases()).isOne();
        assertThat(home.scene.scene().dispatches()).isOne();
    }

    @Test
    void aNewPromptTakesALeaseAndIsToBePosted() throws Exception {
        RenderTurn turn = home.prepared();

        assertThat(turn).returns(true, RenderTurn::isPrepared).returns(true, RenderTurn::mustPost);
        assertThat(home.leases()).isOne();
        assertThat(home.scene.scene().state()).isEqualTo(SceneState.RUNNING);
    }

    @Test
    void withoutAFreeServerTheTurnGoesOnWithoutAPromptAndWithoutTheLastPause() throws Exception {
        // Given
        home.failed(FailureKind.OOM);
        RenderTurn turn = home.take();
        assertThat(turn.pauseMillis()).isEqualTo(10_000);
        assertThat(home.fleet.lease("txt2img-svd", Duration.ZERO, Set.of())).isPresent();
        home.fleet.follow("gpu0", true);
        assertThat(home.fleet.lease("txt2img-svd", Duration.ZERO, Set.of())).isPresent();

        // When
        home.prepares(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPrepared).returns(true, RenderTurn::wantsAttempt);
        assertThat(turn.pauseMillis()).isZero();
    }

    @Test
    void anUnusableWorkflowFailsTheSceneForGoodAndKeepsNoLease() throws Exception {
        // Given
        RendererHome nowhere = new RendererHome(folder.resolve("other"), "nowhere");

        // When
        RenderTurn turn = nowhere.prepared();
        nowhere.dispatcher.release(turn);

        // Then
        assertThat(turn).returns(true, RenderTurn::isFailed).returns(false, RenderTurn::isPrepared);
        assertThat(nowhere.renderer.giveUp(turn))
                .returns(FailureKind.PROMPT_REJECTED, SceneRecord::failureKind)
                .satisfies(failed -> assertThat(failed.message()).contains("nowhere.workflow.json is missing"));
        assertThat(nowhere.leases()).isZero();
    }

    @Test
    void aSceneThatMovedOnMeanwhileIsDroppedAndNotFailed() throws Exception {
        // Given
        RenderTurn turn = home.take();
        home.change(now -> now.to(SceneState.PAUSED, null, "by hand", RenderHome.NOW));

        // When
        home.prepares(turn);
        home.dispatcher.release(turn);

        // Then
        assertThat(turn).returns(true, RenderTurn::isStale).returns(false, RenderTurn::isFailed);
        assertThat(home.leases()).isZero();
    }

    @Test
    void aLeaseIsGivenBackThoughPreparingThrew() throws IOException {
        // Given
        RenderTurn turn = home.take();
        Files.delete(home.scene.store.folder(RenderHome.STORY).resolve("story.json"));

        // When
        assertThatThrownBy(() -> home.prepares(turn)).hasMessageContaining("story-orchard is not written");
        home.dispatcher.release(turn);

        // Then
        assertThat(home.leases()).isZero();
    }

    @Test
    void releasingTwiceGivesOneLeaseBack() throws Exception {
        // Given
        Lease other = home.fleet.lease("txt2img-svd", Duration.ZERO, Set.of()).orElseThrow();
        home.fleet.follow("gpu0", true);
        RenderTurn turn = home.prepared();

        // When
        home.dispatcher.release(turn);
        home.dispatcher.release(turn);

        // Then
        assertThat(home.leases()).as("the lease of %s", other.instance().id()).isOne();
    }
}
