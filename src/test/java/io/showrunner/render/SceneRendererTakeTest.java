package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a turn begins: what the message is worth, and what an earlier turn left behind. */
class SceneRendererTakeTest {
    @TempDir
    Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void aMessageOfAnotherGenerationIsOutdated() {
        SceneRecord now = home.scene.scene();
        String other = Json.write(new SceneMessage(now.storyId(), now.sceneId(), now.generation() + 1, now.priority()));

        assertThat(home.renderer.take(other).isStale()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = SceneState.class,
            names = {"WAITING", "RUNNING", "CANCELLED"},
            mode = EnumSource.Mode.EXCLUDE)
    void aSceneThatIsNotDueIsLeftAlone(SceneState state) {
        home.change(now -> now.to(state, null, null, RenderHome.NOW));

        assertThat(home.take()).returns(true, RenderTurn::isStale).returns(false, RenderTurn::wantsAttempt);
    }

    @Test
    void aPromptThatSucceededAndWasNotCollectedIsHandedOverAndNotRenderedAgain() throws Exception {
        // Given
        RenderTurn first = home.posted();
        home.ends(first, "history-success.json");
        home.renderer.conclude(first);
        home.dispatcher.release(first);

        // When
        RenderTurn again = home.restarted().take();

        // Then
        assertThat(again).returns(true, RenderTurn::isRendered).returns(false, RenderTurn::wantsAttempt);
        assertThat(Json.read(again.framesMessage(), FramesMessage.class))
                .isEqualTo(new FramesMessage(RenderHome.STORY, RenderHome.SCENE, 1));
    }

    @Test
    void aSceneWhoseFramesWereRefusedIsRenderedAgainAndTheBudgetPays() throws Exception {
        // Given
        RenderTurn first = home.posted();
        home.ends(first, "history-success.json");
        home.renderer.conclude(first);
        home.dispatcher.release(first);
        home.writes("collect.json", refused(FailureKind.BELOW_FLOOR));
        home.change(now -> now.waitingAgain("BELOW_FLOOR", RenderHome.NOW));

        // When
        RenderTurn again = home.take();
        home.prepares(again);

        // Then
        assertThat(again.wantsAttempt()).isTrue();
        assertThat(home.scene.scene()).returns(2, SceneRecord::attempts).returns(2, SceneRecord::dispatches);
    }

    @Test
    void aLastAttemptThatFailedJustBeforeACrashIsNotFollowedByAnotherOne() throws Exception {
        // Given
        home.failed(FailureKind.NODE_ERROR);
        home.failed(FailureKind.NODE_ERROR);

        // When
        RenderTurn again = home.restarted().take();

        // Then
        assertThat(again).returns(true, RenderTurn::isFailed).returns(false, RenderTurn::wantsAttempt);
        assertThat(home.renderer.giveUp(again))
                .returns(SceneState.FAILED, SceneRecord::state)
                .returns(FailureKind.NODE_ERROR, SceneRecord::failureKind)
                .returns("in words (attempt 2 of 2)", SceneRecord::message);
    }

    @Test
    void aSceneThatSomebodySentAgainIsRenderedWhateverItsLastAttemptCameTo() throws Exception {
        home.failed(FailureKind.PROMPT_REJECTED);
        home.change(now -> now.waitingAgain("by hand", RenderHome.NOW));

        assertThat(home.take().wantsAttempt()).isTrue();
    }

    @Test
    void aRedispatchAfterARestartCostsNoBudget() throws Exception {
        // Given
        home.failed(FailureKind.CONNECTION_LOST);

        // When
        RendererHome restarted = home.restarted();
        RenderTurn again = restarted.prepared();

        // Then
        assertThat(again.job).returns(1, RenderJob::attempt).returns(2, RenderJob::dispatch);
    }

    @Test
    void aPromptOnAServerThatIsNoLongerConfiguredIsRenderedElsewhereAndCostsNoBudget() throws Exception {
        // Given
        RenderTurn first = home.posted();
        home.dispatcher.release(first);
        RenderJob elsewhere =
                Json.read(Json.write(first.job).replace("\"gpu0\"", "\"gpu-of-yesterday\""), RenderJob.class);
        home.writes("job.json", elsewhere);

        // When
        RenderTurn again = home.restarted().prepared();

        // Then
        assertThat(again.job).returns("gpu0", RenderJob::instanceId).returns(1, RenderJob::attempt);
        assertThat(again.mustPost()).isTrue();
    }

    private static CollectReport refused(FailureKind kind) {
        return new CollectReport(
                3,
                8,
                true,
                false,
                false,
                0,
                null,
                false,
                null,
                false,
                List.of(),
                kind,
                RenderHome.NOW,
                List.of(),
                List.of("3 of 8 frames"),
                List.of());
    }
}
