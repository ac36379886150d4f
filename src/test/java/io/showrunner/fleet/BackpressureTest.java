package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.SaturationSettings;
import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackpressureTest {
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final AtomicLong nanos = new AtomicLong();
    private final Fleet fleet =
            new Fleet(List.of(server("gpu0"), server("gpu1")), Strategy.LEAST_LOADED, Clock.systemUTC());

    @Test
    void aFullServerGetsNoPromptUntilItsQueueIsDown() throws Exception {
        // Given
        Backpressure backpressure = backpressure(true, false, true);
        up(backpressure, "gpu0");
        up(backpressure, "gpu1");

        // When
        backpressure.sawDepth("gpu0", 5);
        InstanceView full = fleet.view("gpu0");
        String elsewhere = lease();
        backpressure.sawDepth("gpu0", 4);
        InstanceState stillFull = fleet.view("gpu0").state();
        backpressure.sawDepth("gpu0", 3);

        // Then
        assertThat(full.state()).isEqualTo(InstanceState.SATURATED);
        assertThat(full.message()).isEqualTo("5 prompts in its queue, full at 5");
        assertThat(elsewhere).isEqualTo("gpu1");
        assertThat(stillFull).isEqualTo(InstanceState.SATURATED);
        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.UP);
    }

    @Test
    void anEpisodeIsCountedOnceHoweverOftenTheQueueIsSeen() {
        Backpressure backpressure = backpressure(true, false, true);
        up(backpressure, "gpu0");

        List.of(5, 7, 6, 5, 3, 2, 5).forEach(depth -> backpressure.sawDepth("gpu0", depth));

        assertThat(backpressure.episodes()).isEqualTo(2);
        assertThat(backpressure.saturated()).isEqualTo(1);
    }

    @Test
    void withoutThePauseAFullServerGoesOnGettingPrompts() {
        Backpressure backpressure = backpressure(false, false, true);
        up(backpressure, "gpu0");

        backpressure.sawDepth("gpu0", 9);

        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.UP);
        assertThat(backpressure.on("gpu0")).contains("9 prompts in its queue, full at 5");
    }

    @Test
    void promptsOfAFullServerAreLookedAtEverySecondAndAsUsualAfterwards() {
        Backpressure backpressure = backpressure(true, false, true);
        up(backpressure, "gpu0");

        backpressure.sawDepth("gpu0", 5);
        assertThat(backpressure.pollInterval("gpu0", USUAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backpressure.pollInterval("gpu0", Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backpressure.pollInterval("gpu1", USUAL)).isEqualTo(USUAL);

        backpressure.sawDepth("gpu0", 3);
        assertThat(backpressure.pollInterval("gpu0", USUAL)).isEqualTo(USUAL);
        assertThat(backpressure(true, false, false).pollInterval("gpu0", USUAL)).isEqualTo(USUAL);
    }

    @Test
    void aSceneFailsFastOnAFullServerOnlyWhenThatIsAskedFor() {
        Backpressure fast = backpressure(true, true, true);
        Backpressure shipped = backpressure(true, false, true);
        List.of(fast, shipped).forEach(each -> each.sawDepth("gpu0", 5));

        assertThat(fast.failsFast("gpu0")).isTrue();
        assertThat(fast.failsFast("gpu1")).isFalse();
        assertThat(shipped.failsFast("gpu0")).isFalse();
        fast.sawDepth("gpu0", 0);
        assertThat(fast.failsFast("gpu0")).isFalse();
    }

    @Test
    void aStoryWaitsWhileNoServerHasRoomAndOneIsFull() {
        // Given
        Backpressure backpressure = backpressure(true, false, true);
        up(backpressure, "gpu0");
        up(backpressure, "gpu1");
        WriterWait wait = backpressure.writerWait();

        // When
        backpressure.sawDepth("gpu0", 6);
        boolean oneIsFull = wait.isDue();
        backpressure.sawDepth("gpu1", 6);
        boolean allAreFull = wait.isDue();
        backpressure.sawDepth("gpu1", 3);

        // Then
        assertThat(oneIsFull).isFalse();
        assertThat(allAreFull).isTrue();
        assertThat(wait.isDue()).isFalse();
    }

    @Test
    void aServerThatIsDownHasNoRoomEither() {
        Backpressure backpressure = backpressure(false, false, true);
        up(backpressure, "gpu0");
        backpressure.sawDepth("gpu0", 6);

        assertThat(backpressure.writerWait().isDue())
                .as("gpu1 has never answered")
                .isTrue();
        up(backpressure, "gpu1");
        assertThat(backpressure.writerWait().isDue()).isFalse();
    }

    @Test
    void aStoryIsWrittenAllTheSameWhenItsPatienceIsOver() {
        Backpressure backpressure = backpressure(true, false, true);
        up(backpressure, "gpu0");
        backpressure.sawDepth("gpu0", 6);
        WriterWait wait = backpressure.writerWait();

        nanos.addAndGet(PATIENCE.toNanos() - 1);
        assertThat(wait.isDue()).isTrue();
        nanos.addAndGet(1);
        assertThat(wait.isDue()).isFalse();
    }

    @Test
    void newsOfAServerThatIsNotOursAnyMoreChangesNothing() {
        Backpressure backpressure = backpressure(true, false, true);

        backpressure.sawDepth("gpu9", 6);

        assertThat(backpressure.saturated()).isZero();
    }

    private Backpressure backpressure(boolean pause, boolean failFast, boolean fastPoll) {
        SaturationSettings saturation =
                new SaturationSettings(pause, failFast, fastPoll, Duration.ofSeconds(10), PATIENCE);
        return new Backpressure(
                fleet,
                new FleetSettings(Duration.ofSeconds(30), 3000, 5, Strategy.LEAST_LOADED, 0, saturation),
                nanos::get);
    }

    private void up(Backpressure backpressure, String id) {
        backpressure.sawDepth(id, 0);
        fleet.answered(id, new Probe(0, 20_000L, 24_576L, "0.3.64"));
    }

    private String lease() throws InterruptedException {
        return fleet.lease("smoke", Duration.ZERO, Set.of())
                .orElseThrow()
                .instance()
                .id();
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:8188"), 2, null);
    }
}
