package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene that kills its servers is parked at the third death; one that only meets dead servers is not. */
class PoisonSceneTest {
    @TempDir
    private Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void theThirdServerThatDiesWhileItExecutesTheSceneIsTheLastOne() throws Exception {
        // Given
        diesWhileExecuting();
        RenderTurn second = diesWhileExecuting();
        assertThat(second.wantsAttempt()).isTrue();

        // When
        RenderTurn third = diesWhileExecuting();

        // Then
        SceneRecord parked = home.renderer.giveUp(third);
        assertThat(parked)
                .returns(SceneState.FAILED, SceneRecord::state)
                .returns(FailureKind.POISON, SceneRecord::failureKind)
                .returns(1, SceneRecord::attempts);
        assertThat(parked.message()).contains("3 times", "parked");
    }

    @Test
    void serversThatDieBeforeTheyExecuteTheSceneAreNotItsFault() throws Exception {
        for (int death = 1; death <= 20; death++) {
            RenderTurn turn = home.failed(FailureKind.INSTANCE_DOWN);

            assertThat(turn.wantsAttempt()).as("after death %d", death).isTrue();
        }
    }

    @Test
    void serversThatForgetItTimeAndAgainAreSuspiciousThoughNobodySawThemExecuteIt() throws Exception {
        RenderTurn turn = null;
        for (int loss = 1; loss <= 10; loss++) {
            assertThat(turn == null || turn.wantsAttempt())
                    .as("before loss %d", loss)
                    .isTrue();
            turn = home.failed(FailureKind.CONNECTION_LOST);
        }

        assertThat(turn.wantsAttempt()).isFalse();
        assertThat(home.renderer.giveUp(turn).failureKind()).isEqualTo(FailureKind.POISON);
    }

    @Test
    void aPersonWhoTriesItAgainGrantsThreeMoreDeaths() throws Exception {
        // Given
        diesWhileExecuting();
        diesWhileExecuting();
        home.renderer.giveUp(diesWhileExecuting());
        home.change(scene -> scene.triedAnew().waitingAgain("by hand", RenderHome.NOW));

        // When
        RenderTurn fourth = diesWhileExecuting();

        // Then
        assertThat(fourth.wantsAttempt()).isTrue();
        assertThat(home.scene.scene().attemptsPaid()).isOne();
    }

    @Test
    void errorRequestAndWorkflowOfAParkedSceneLieInItsFolderUntilItIsPublished() throws Exception {
        // Given
        FailureFolder failures = new FailureFolder(home.scene.store, home.scene.jobs());
        diesWhileExecuting();
        diesWhileExecuting();
        RenderTurn third = diesWhileExecuting();
        Path kept =
                home.scene.store.sceneFolder(RenderHome.STORY, RenderHome.SCENE).resolve("failure");

        // When
        failures.keep(home.renderer.giveUp(third));

        // Then
        assertThat(kept.resolve("reason.txt")).content().contains("POISON", third.promptId(), "retry");
        assertThat(kept.resolve("request.json")).content().contains(third.promptId(), "client_id");
        assertThat(kept.resolve("workflow.json")).content().contains("class_type");

        // When
        failures.keep(home.scene.scene().to(SceneState.PUBLISHED, null, null, RenderHome.NOW));

        // Then
        try (var files = Files.list(kept)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aSceneThatFailedBecauseItsFilesAreDamagedHasItsReasonInItsFolder() throws Exception {
        // Given
        FailureFolder failures = new FailureFolder(home.scene.store, home.scene.jobs());
        SceneRecord failed = home.renderer.giveUp(diesWhileExecuting());
        Files.writeString(
                home.scene
                        .store
                        .attemptFolder(RenderHome.STORY, RenderHome.SCENE, 1)
                        .resolve("job.json"),
                "{");

        // When
        failures.keep(failed);

        // Then
        assertThat(home.scene
                        .store
                        .sceneFolder(RenderHome.STORY, RenderHome.SCENE)
                        .resolve("failure/reason.txt"))
                .content()
                .contains("damaged");
    }

    private RenderTurn diesWhileExecuting() throws InterruptedException {
        RenderTurn turn = home.posted();
        turn.watch.sawExecutionStart();
        turn.failure = Outcome.failure(FailureKind.CONNECTION_LOST, "in words");
        home.renderer.conclude(turn);
        home.dispatcher.release(turn);
        return turn;
    }
}
