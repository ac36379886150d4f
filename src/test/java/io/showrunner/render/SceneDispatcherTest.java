package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.comfyui.Recorded;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.NodeCatalogues;
import io.showrunner.fleet.Probe;
import io.showrunner.fleet.SceneRate;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, of which a workflow may fit one, both or none. */
class SceneDispatcherTest {
    private static final String UNFIT = Recorded.reply("object-info.json");
    private static final String FIT = UNFIT.replace("SVD\\\\", "");
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(RenderHome.NOW);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Fleet fleet = new Fleet(List.of(server("gpu0"), server("gpu1")), Strategy.LEAST_LOADED, clock);
    private final NodeCatalogues catalogues = new NodeCatalogues(fleet, clock);
    private final AtomicLong nanos = new AtomicLong();
    private RenderHome home;
    private SceneDispatcher dispatcher;
    private SceneRenderer renderer;

    @BeforeEach
    void aWaitingSceneAndTwoIdleServers() {
        home = new RenderHome(folder, RenderHome.request("txt2img-svd"), Priority.NORMAL);
        dispatcher = dispatcher(fleet);
        renderer = new SceneRenderer(
                home.store,
                home.jobs(),
                fleet,
                new PromptLog(),
                job -> List.of(),
                RenderHome.settings(Duration.ofMinutes(10), 300, Duration.ofMinutes(30)),
                clock);
        fleet.answered("gpu0", IDLE);
        fleet.answered("gpu1", IDLE);
    }

    @Test
    void aServerIsNotAskedAgainWhatItJustSaid() throws Exception {
        // Given
        RenderTurn first = turn();
        dispatcher.lease(first);
        assertThat(first).returns(true, RenderTurn::wantsInspection).returns("gpu0", RenderTurn::instanceId);
        dispatcher.inspected(first, FIT);

        // When
        RenderTurn second = turn();
        dispatcher.lease(second);
        dispatcher.release(first);
        dispatcher.release(second);
        RenderTurn third = turn();
        dispatcher.lease(third);

        // Then
        assertThat(second).returns(true, RenderTurn::wantsInspection);
        assertThat(third).returns(false, RenderTurn::wantsInspection).returns("gpu0", RenderTurn::instanceId);
    }

    @Test
    void aSceneGoesToTheServerThatHasWhatItsWorkflowNeedsAndPaysOneAttempt() throws Exception {
        RenderTurn turn = turn();

        meets(turn, UNFIT);
        assertThat(turn).returns(false, RenderTurn::isPrepared).returns(true, RenderTurn::wantsAttempt);
        meets(turn, FIT);

        assertThat(turn.job).returns("gpu1", RenderJob::instanceId);
        assertThat(home.scene()).returns(1, SceneRecord::attempts).returns(1, SceneRecord::dispatches);
        assertThat(fleet.view("gpu0").leases()).isZero();
    }

    @Test
    void aSceneThatNoServerCanRenderFailsForGoodAndNothingIsPrepared() throws Exception {
        // Given
        RenderTurn turn = turn();

        // When
        meets(turn, UNFIT);
        meets(turn, UNFIT);
        dispatcher.lease(turn);

        // Then
        assertThat(turn).returns(true, RenderTurn::isFailed).returns(false, RenderTurn::wantsAttempt);
        assertThat(renderer.giveUp(turn))
                .returns(SceneState.FAILED, SceneRecord::state)
                .returns(FailureKind.PROMPT_REJECTED, SceneRecord::failureKind)
                .returns(0, SceneRecord::dispatches)
                .satisfies(scene -> assertThat(scene.message())
                        .contains("gpu0 cannot run workflow txt2img-svd", "gpu1 cannot run", "svd_xt.safetensors"));
        assertThat(home.attempt(1)).doesNotExist();
    }

    @Test
    void aServerThatIsBusyAndMayFitIsWaitedFor() throws Exception {
        // Given
        fleet.lease("txt2img-svd", Duration.ZERO, Set.of("gpu0"));
        fleet.follow("gpu1", true);
        fleet.lease("txt2img-svd", Duration.ZERO, Set.of("gpu0"));
        RenderTurn turn = turn();
        meets(turn, UNFIT);

        // When
        dispatcher.lease(turn);
        dispatcher.prepare(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isPrepared).returns(true, RenderTurn::wantsAttempt);
    }

    @Test
    void aSceneThatOnlyAServerThatIsDownMayRenderWaitsAndLetsOthersGoFirst() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            fleet.missed("gpu1", "refused");
        }
        RenderTurn turn = turn();
        meets(turn, UNFIT);
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));

        // When
        dispatcher.lease(turn);
        boolean strandedAtOnce = turn.isStranded();
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        dispatcher.lease(turn);

        // Then
        assertThat(strandedAtOnce).isFalse();
        assertThat(turn).returns(true, RenderTurn::isStranded).returns(false, RenderTurn::isFailed);
        assertThat(home.scene()).returns(SceneState.WAITING, SceneRecord::state).returns(0, SceneRecord::dispatches);
    }

    @Test
    void whatIsMissingInAnOldAnswerIsAskedForOnceMore() throws Exception {
        // Given
        fleet.missed("gpu1", "off");
        fleet.missed("gpu1", "off");
        fleet.missed("gpu1", "off");
        meets(turn(), UNFIT);
        now.updateAndGet(time -> time.plusSeconds(60));
        RenderTurn turn = turn();
        dispatcher.lease(turn);
        assertThat(turn.wantsInspection()).isFalse();
        dispatcher.prepare(turn);
        dispatcher.release(turn);

        // When
        meets(turn, FIT);

        // Then
        assertThat(turn.job).returns("gpu0", RenderJob::instanceId);
    }

    @Test
    void withoutAnAnswerThePromptIsPreparedAndTheReportSaysSo() throws Exception {
        // Given
        RenderTurn turn = turn();
        dispatcher.lease(turn);

        // When
        dispatcher.notInspected(turn, new IOException("connection reset"));
        dispatcher.prepare(turn);
        turn.failure = Outcome.failure(FailureKind.NODE_ERROR, "in words");
        renderer.conclude(turn);

        // Then
        assertThat(home.store
                        .attemptFile(RenderHome.STORY, RenderHome.SCENE, 1, "render.json", RenderReport.class)
                        .orElseThrow()
                        .fallbackNotes())
                .containsExactly(
                        "PREFLIGHT_SKIPPED: gpu0 did not say which nodes and models it has (connection reset)");
    }

    @Test
    void anAnswerThatIsNoneCountsAsNoAnswer() throws Exception {
        RenderTurn turn = turn();
        dispatcher.lease(turn);

        dispatcher.inspected(turn, "<html>please log in</html>");
        dispatcher.prepare(turn);

        assertThat(turn).returns(true, RenderTurn::isPrepared).returns(true, RenderTurn::mustPost);
        assertThat(turn.readings.measured().notes())
                .singleElement()
                .asString()
                .startsWith("PREFLIGHT_SKIPPED: gpu0")
                .contains("please log in");
    }

    @Test
    void aPromptThatTheServerMayHaveIsFollowedWhateverTheServerLacksNow() throws Exception {
        // Given
        RenderTurn before = turn();
        meets(before, FIT);
        catalogues.put("gpu0", NodeCatalogue.read(UNFIT));

        // When
        RenderTurn turn = turn();
        dispatcher.lease(turn);
        assertThat(turn.wantsInspection()).isFalse();
        dispatcher.prepare(turn);

        // Then
        assertThat(turn)
                .returns(before.job.promptId(), RenderTurn::promptId)
                .returns(false, RenderTurn::mustPost)
                .returns(true, RenderTurn::isPending);
    }

    @Test
    void aPromptOfAServerThatIsNotThereAnyMoreIsReplacedAtNoCostAndItsReportSaysSo() throws Exception {
        // Given
        meets(turn(), FIT);
        Fleet others = new Fleet(List.of(server("gpu1")), Strategy.LEAST_LOADED, clock);
        others.answered("gpu1", IDLE);
        RenderTurn turn = turn();

        // When
        SceneDispatcher next = dispatcher(others);
        next.lease(turn);
        next.prepare(turn);

        // Then
        assertThat(turn.job).returns("gpu1", RenderJob::instanceId);
        assertThat(home.scene()).returns(1, SceneRecord::attempts).returns(2, SceneRecord::dispatches);
        assertThat(turn.readings.measured().notes())
                .singleElement()
                .asString()
                .startsWith("INSTANCE_REMOVED:")
                .contains("gpu0");
    }

    @Test
    void aPromptOnAServerWhoseCardIsLentIsTakenUpWhenTheCardIsBack() throws Exception {
        // Given
        meets(turn(), FIT);
        fleet.hold("gpu0", Hold.LENT, "the language model has its card");
        RenderTurn turn = turn();

        // When
        dispatcher.lease(turn);

        // Then
        assertThat(turn).returns(false, RenderTurn::isLeased).returns(true, RenderTurn::wantsAttempt);
        assertThat(turn.pauseMillis()).isPositive();

        // When
        fleet.admit("gpu0", Hold.LENT);
        dispatcher.lease(turn);
        dispatcher.prepare(turn);

        // Then
        assertThat(turn.job).returns("gpu0", RenderJob::instanceId);
        assertThat(home.scene().dispatches()).isOne();
    }

    private SceneDispatcher dispatcher(Fleet servers) {
        return new SceneDispatcher(
                home.store,
                home.jobs(),
                servers,
                catalogues,
                new PromptFollowers(followed -> {}, forgotten -> {}),
                new SceneRate(0, System::nanoTime),
                RenderHome.settings(Duration.ofMinutes(10), 300, Duration.ofMinutes(30)),
                clock,
                nanos::get);
    }

    private RenderTurn turn() {
        return renderer.take(Json.write(SceneMessage.of(home.scene())));
    }

    /** One round of the route: a lease, the server's answer when it is asked, the prompt, and the lease given back. */
    private void meets(RenderTurn turn, String objectInfo) throws InterruptedException {
        dispatcher.lease(turn);
        if (turn.wantsInspection()) {
            dispatcher.inspected(turn, objectInfo);
        }
        dispatcher.prepare(turn);
        dispatcher.release(turn);
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:8188"), 2, null);
    }
}
