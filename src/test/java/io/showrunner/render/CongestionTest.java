package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.SaturationSettings;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Backpressures;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a full queue, and one that does not move, mean for the prompts in it. */
class CongestionTest {
    private static final long POLL_MILLIS = 2_000;
    private static final int FULL = 6;

    @TempDir
    Path folder;

    private RendererHome home;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, "txt2img-svd");
    }

    @Test
    void thePromptIsLookedAtSoonerAndTheReportSaysWhy() throws Exception {
        // Given
        Backpressure backpressure = Backpressures.shipped(home.fleet);
        Congestion congestion = new Congestion(home.fleet, backpressure, home.nanos::get);
        RenderTurn turn = home.posted();

        // When
        Duration before = congestion.untilLook(turn, POLL_MILLIS);
        backpressure.sawDepth("gpu0", FULL);
        Duration while6 = congestion.untilLook(turn, POLL_MILLIS);
        backpressure.sawDepth("gpu0", FULL + 1);
        congestion.untilLook(turn, POLL_MILLIS);
        backpressure.sawDepth("gpu0", 0);
        Duration after = congestion.untilLook(turn, POLL_MILLIS);
        home.ends(turn, "history-success.json");
        home.renderer.conclude(turn);

        // Then
        assertThat(before).isEqualTo(Duration.ofSeconds(2)).isEqualTo(after);
        assertThat(while6).isEqualTo(Duration.ofSeconds(1));
        assertThat(home.report().fallbackNotes())
                .filteredOn(note -> note.startsWith("QUEUE_BACKPRESSURE"))
                .containsExactly("QUEUE_BACKPRESSURE: gpu0 had 6 prompts in its queue, full at 5");
        assertThat(home.report().budget(1)).isEqualTo(1);
    }

    @Test
    void aSceneThatFailsInAFullQueueIsNotTriedAgainWhenThatIsAskedFor() throws Exception {
        // Given
        Backpressure backpressure = failFast();
        RenderTurn turn = home.posted();
        backpressure.sawDepth("gpu0", FULL);
        new Congestion(home.fleet, backpressure, home.nanos::get).untilLook(turn, POLL_MILLIS);

        // When
        turn.failure = Outcome.failure(FailureKind.OOM, "out of memory");
        home.renderer.conclude(turn);

        // Then
        assertThat(turn).returns(true, RenderTurn::isFailed);
        assertThat(home.report()).returns(0, RenderReport::retryBudget);
        assertThat(home.restarted().take()).as("a restart changes nothing").returns(true, RenderTurn::isFailed);
    }

    @Test
    void theRetryBudgetIsBackWhenTheQueueIsDown() throws Exception {
        // Given
        Backpressure backpressure = failFast();
        Congestion congestion = new Congestion(home.fleet, backpressure, home.nanos::get);
        RenderTurn turn = home.posted();
        backpressure.sawDepth("gpu0", FULL);
        congestion.untilLook(turn, POLL_MILLIS);
        backpressure.sawDepth("gpu0", 3);
        congestion.untilLook(turn, POLL_MILLIS);

        // When
        turn.failure = Outcome.failure(FailureKind.OOM, "out of memory");
        home.renderer.conclude(turn);

        // Then
        assertThat(turn).returns(true, RenderTurn::wantsAttempt);
        assertThat(home.report().retryBudget()).isNull();
    }

    @Test
    void aSceneThatFellSilentIsTriedAgainAndItsServerIsLeftAlone() throws Exception {
        // Given
        Congestion congestion = new Congestion(home.fleet, Backpressures.shipped(home.fleet), home.nanos::get);
        RenderTurn turn = silent();

        // When
        congestion.givenUp(turn);
        home.renderer.conclude(turn);

        // Then
        assertThat(home.fleet.view("gpu0").state()).isEqualTo(InstanceState.DOWN);
        assertThat(home.fleet.view("gpu0").message()).contains("it may hang", "made no progress for 540.0 s");
        assertThat(home.report())
                .returns("maxWait", RenderReport::exitReason)
                .returns(FailureKind.MAX_WAIT, RenderReport::failureKind);
        assertThat(turn).returns(true, RenderTurn::wantsAttempt);
    }

    @Test
    void aPromptThatWaitsOnAServerThatHangsGoesElsewhereAndPaysNothing() throws Exception {
        // Given
        Congestion congestion = new Congestion(home.fleet, Backpressures.shipped(home.fleet), home.nanos::get);
        RenderTurn waiting = home.posted();
        congestion.givenUp(silent(waiting));
        waiting.watch = home.watch(waiting);
        assertThat(congestion.untilLook(waiting, POLL_MILLIS)).isZero();
        assertThat(waiting).as("an interrupt takes a moment").returns(true, RenderTurn::isPending);

        // When
        home.nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        Duration pause = congestion.untilLook(waiting, POLL_MILLIS);

        // Then
        assertThat(pause).isZero();
        assertThat(waiting)
                .returns(false, RenderTurn::isPending)
                .returns(true, RenderTurn::wantsCancel)
                .returns(waiting.promptId(), RenderTurn::promptToCancel);
        home.renderer.conclude(waiting);
        assertThat(home.report().failureKind().isRedispatched()).isTrue();
    }

    @Test
    void aServerThatIsNotHeardIsNotJudgedByAPromptThatExecutedForTooLong() throws Exception {
        // Given
        Congestion congestion = new Congestion(home.fleet, Backpressures.shipped(home.fleet), home.nanos::get);
        RenderTurn turn = home.posted();
        turn.watch.sawExecutionStart();
        home.looksInVain(turn);
        home.nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(turn).returns(true, RenderTurn::wantsCancel);

        // When
        congestion.givenUp(turn);
        InstanceState unheard = home.fleet.view("gpu0").state();
        turn.watch.pulse().socketHeard();
        congestion.givenUp(turn);

        // Then
        assertThat(unheard).isEqualTo(InstanceState.UP);
        assertThat(home.fleet.view("gpu0"))
                .returns(InstanceState.DOWN, InstanceView::state)
                .satisfies(view -> assertThat(view.message()).contains("still executing when its time was over"));
    }

    private Backpressure failFast() {
        return Backpressures.of(
                home.fleet, new SaturationSettings(true, true, true, Duration.ofSeconds(10), Duration.ofMinutes(30)));
    }

    /** A turn whose prompt was like others, which never took longer than 100 s for a step, and then fell silent. */
    private RenderTurn silent() throws InterruptedException {
        return silent(home.posted());
    }

    private RenderTurn silent(RenderTurn turn) {
        turn.watch = home.watchThatUsuallyTakes(turn, Duration.ofSeconds(100));
        home.looksInVain(turn);
        turn.watch.sawExecutionStart();
        home.nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        turn.watch.pulse().socketHeard();
        assertThat(turn).returns(false, RenderTurn::isPending).returns(true, RenderTurn::wantsCancel);
        return turn;
    }
}
