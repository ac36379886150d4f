package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.Recorded;
import io.showrunner.story.AttemptDecision;
import io.showrunner.story.AttemptDecision.Step;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a turn answers to the routes that ask it for the way. */
class RenderTurnTest {
    @TempDir
    Path folder;

    private RendererHome home;
    private RenderTurn turn;

    @BeforeEach
    void aPostedPrompt() throws InterruptedException {
        home = new RendererHome(folder, "txt2img-svd");
        turn = home.posted();
    }

    @Test
    void aPromptThatStillExecutesWhenItsTimeIsOverIsTakenFromTheServer() {
        looksWhileItRuns();
        home.nanos.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(turn).returns(false, RenderTurn::isPending).returns(true, RenderTurn::wantsCancel);
    }

    @Test
    void aPromptWhoseHistoryWasAskedForAsOftenAsAllowedIsTakenFromTheServer() {
        for (int look = 0; look < home.settings.historyMaxAttempts(); look++) {
            assertThat(turn.isPending()).isTrue();
            looksWhileItRuns();
        }

        assertThat(turn).returns(false, RenderTurn::isPending).returns(true, RenderTurn::wantsCancel);
    }

    @Test
    void aPromptThatEndedOrIsGoneIsNotTakenFromTheServer() throws InterruptedException {
        home.ends(turn, "history-success.json");
        assertThat(turn).returns(false, RenderTurn::isPending).returns(false, RenderTurn::wantsCancel);

        RenderTurn gone = new RendererHome(folder.resolve("other"), "txt2img-svd").posted();
        home.looksInVain(gone);
        home.looksInVain(gone);
        assertThat(gone).returns(false, RenderTurn::isPending).returns(false, RenderTurn::wantsCancel);
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECT,    false, true,  false",
        "RETRY,      true,  false, false",
        "REDISPATCH, true,  false, false",
        "GIVE_UP,    false, false, true"
    })
    void aDecisionSaysWhereTheTurnGoesOn(Step next, boolean again, boolean rendered, boolean failed) {
        turn.follow(
                new AttemptDecision(next, FailureKind.NODE_ERROR, Duration.ofSeconds(3), "in words"), RenderHome.NOW);

        assertThat(turn)
                .returns(again, RenderTurn::wantsAttempt)
                .returns(rendered, RenderTurn::isRendered)
                .returns(failed, RenderTurn::isFailed)
                .returns(3_000L, RenderTurn::pauseMillis);
    }

    @Test
    void aTurnThatGaveUpKnowsWhy() {
        turn.follow(new AttemptDecision(Step.GIVE_UP, FailureKind.OOM, Duration.ZERO, "out of memory"), RenderHome.NOW);

        assertThat(turn.scene)
                .returns(FailureKind.OOM, SceneRecord::failureKind)
                .returns("out of memory", SceneRecord::message);
    }

    @Test
    void aTurnNamesItsSceneAndOnceThereIsOneItsPrompt() {
        String scene = "storyId=" + RenderHome.STORY + " sceneId=" + RenderHome.SCENE;

        assertThat(new RendererHome(folder.resolve("other"), "txt2img-svd").take())
                .hasToString(scene);
        assertThat(turn).hasToString(scene + " promptId=" + turn.promptId() + " instance=gpu0");
    }

    private void looksWhileItRuns() {
        String queue = new WatchedPrompt(1, 1, 1).queue("running").replace(Recorded.PROMPT_ID, turn.promptId());
        home.renderer.sawQueue(turn, queue);
        home.renderer.sawHistory(turn, RendererHome.NO_HISTORY);
    }
}
