package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.MemorySettings;
import io.showrunner.config.SmiSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.Probe;
import io.showrunner.fleet.VramLadder;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RecoveryReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene before a server of which 3000 MB must be free. */
class SceneAdmissionTest {
    private static final String WORKFLOW = "txt2img-svd";
    private static final Duration HOLD_TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private RendererHome home;
    private Fleet fleet;
    private SceneAdmission admission;
    private String cardWarning;

    @BeforeEach
    void aWaitingScene() {
        home = new RendererHome(folder, WORKFLOW);
        fleet = home.fleet;
        MemoryNeeds needs = new MemoryNeeds(home.scene.store, RenderHome.templates(RenderHome.SHIPPED), 3_000, false);
        MemorySettings settings =
                new MemorySettings(false, HOLD_TIMEOUT, 0, true, false, new SmiSettings("nvidia-smi", Map.of()));
        admission = new SceneAdmission(
                needs,
                fleet,
                new VramLadder(settings, home.scene.clock),
                instance -> Optional.ofNullable(cardWarning),
                home.scene.clock);
    }

    @Test
    void enoughMemoryLetsTheSceneInAndASecondOneBehindIt() throws Exception {
        RenderTurn turn = glanced(20_000);

        assertThat(turn.admission().isAdmitted()).isTrue();
        assertThat(turn.wantsReading()).isFalse();
        assertThat(fleet.lease(WORKFLOW, Duration.ZERO, Set.of())).isPresent();
    }

    @Test
    void aCardThatCouldNotBeClearedIsInTheReportOfTheScene() throws Exception {
        cardWarning = "CARD_NOT_CLEARED: mistral did not leave";

        RenderTurn turn = running();

        assertThat(turn.readings.measured().notes()).contains(cardWarning);
    }

    @Test
    void nothingGoesBehindASceneOfAnotherWorkflow() throws Exception {
        glanced(20_000);

        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
    }

    @Test
    void theMemoryOfARunningSceneIsNotJudged() throws Exception {
        fleet.lease(WORKFLOW, Duration.ZERO, Set.of());
        fleet.follow("gpu0", true);

        RenderTurn turn = glanced(10);

        assertThat(turn.admission().isAdmitted()).isTrue();
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.UP);
    }

    @Test
    void tooLittleIsClearedAndReadAnewBeforeThePromptIsPosted() throws Exception {
        // Given
        RenderTurn turn = glanced(2_000);
        assertThat(turn.admission().isOpen()).isTrue();
        assertThat(turn.admission().wantsFree()).isFalse();

        // When
        probed(turn, 2_000, 0);
        assertThat(turn.admission().wantsFree()).isTrue();
        probed(turn, 2_000, 0);
        assertThat(turn.admission().wantsFree())
                .as("it takes the server a moment")
                .isFalse();
        probed(turn, 9_000, 0);

        // Then
        assertThat(turn.admission().isAdmitted()).isTrue();
        assertThat(turn.wantsReading()).isTrue();
        home.renderer.measured(turn, stats(9_000));
        home.dispatcher.prepare(turn);
        assertThat(turn.readings.measured().notes()).anyMatch(note -> note.startsWith("VRAM_FREED:"));
        assertThat(turn.readings.freeBefore()).isEqualTo(9_000);
    }

    @Test
    void whenNothingHelpsTheServerIsHeldAndNoPromptIsPrepared() throws Exception {
        // Given
        RenderTurn turn = glanced(2_000);

        // When
        for (int look = 0; turn.admission().isOpen() && look < 100; look++) {
            probed(turn, 2_000, 0);
        }

        // Then
        assertThat(turn.admission().isOpen()).isFalse();
        assertThat(turn.admission().isAdmitted()).isFalse();
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.LOW_VRAM);
        assertThat(home.scene.scene().dispatches()).isZero();
    }

    @Test
    void afterASceneRanOutOfMemoryNothingGoesBehindItAndTheServerIsLookedAt() throws Exception {
        // Given
        RenderTurn turn = running();
        turn.failure = Outcome.failure(FailureKind.OOM, "in words");

        // When
        admission.ended(turn);
        home.renderer.conclude(turn);
        assertThat(fleet.lease(WORKFLOW, Duration.ZERO, Set.of())).isEmpty();
        home.dispatcher.release(turn);

        // Then
        assertThat(glanced(20_000).admission().isOpen()).isTrue();
    }

    @Test
    void aSceneThatWaitedBehindAnotherStartsFromWhatThatLeft() throws Exception {
        // Given
        fleet.lease(WORKFLOW, Duration.ZERO, Set.of());
        fleet.follow("gpu0", true);
        RenderTurn waited = running();
        waited.failure = Outcome.failure(FailureKind.NODE_ERROR, "in words");

        // When
        admission.ended(waited);

        // Then
        assertThat(waited.readings.measured().notes()).anyMatch(note -> note.startsWith("VRAM_BEFORE_SHARED:"));
    }

    @Test
    void theMemoryIsReadOnceMoreWhenTheServerHasRestedForTenSeconds() throws Exception {
        // Given
        PromptFollowers followers = new PromptFollowers(followed -> {}, forgotten -> {});
        MemorySamples samples = new MemorySamples(
                home.scene.store, RenderHome.templates(RenderHome.SHIPPED), followers, fleet, true, home.scene.clock);
        RenderTurn turn = running();
        samples.ended(turn);
        home.dispatcher.release(turn);
        assertThat(samples.due()).isEmpty();

        // When
        home.scene.clock.pass(Duration.ofSeconds(10));
        assertThat(samples.due()).containsExactly("gpu0");
        samples.sampled("gpu0", stats(15_000));

        // Then
        assertThat(samples.due()).isEmpty();
        RecoveryReport report = home.scene
                .store
                .attemptFile(RenderHome.STORY, RenderHome.SCENE, 1, RecoveryReport.FILE, RecoveryReport.class)
                .orElseThrow();
        assertThat(report.note()).startsWith("VRAM_NOT_RECOVERED:").contains("5000 MB");
    }

    private RenderTurn glanced(long free) throws InterruptedException {
        RenderTurn turn = home.take();
        home.dispatcher.lease(turn);
        home.renderer.measured(turn, stats(free));
        admission.glance(turn);
        return turn;
    }

    private RenderTurn running() throws InterruptedException {
        RenderTurn turn = glanced(20_000);
        home.dispatcher.prepare(turn);
        home.renderer.measured(turn, stats(18_000));
        return turn;
    }

    private void probed(RenderTurn turn, long free, int foreign) {
        fleet.answered("gpu0", new Probe(foreign, free, 24_576L, "0.3.64"));
        admission.judge(turn);
    }

    private static String stats(long free) {
        return """
                {"system": {"comfyui_version": "0.3.64"},
                 "devices": [{"name": "cuda:0 Card", "type": "cuda", "index": 0, "vram_total": %d, "vram_free": %d}]}""".formatted(24_576L << 20, free << 20);
    }
}
