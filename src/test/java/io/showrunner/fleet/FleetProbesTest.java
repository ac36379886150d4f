package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.Recorded;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetProbesTest {
    private static final String DEPTH = "{\"exec_info\": {\"queue_remaining\": 3}}";

    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());
    private final FleetProbes probes =
            new FleetProbes(fleet, Backpressures.shipped(fleet), new Contacts(System::nanoTime), System::nanoTime);

    @Test
    void anAnswerMakesTheServerUpWithItsMemoryInMegabytes() {
        probes.answered("gpu0", Recorded.reply("stats-cuda.json"), DEPTH);

        assertThat(fleet.view("gpu0"))
                .returns(InstanceState.UP, InstanceView::state)
                .returns(3, InstanceView::remoteDepth)
                .returns(24_576L, InstanceView::vramTotal)
                .returns(24_000_000_000L >> 20, InstanceView::vramFree)
                .returns("0.3.56", InstanceView::version);
    }

    @Test
    void aServerThatDoesNotNameItsMemoryIsUpAllTheSame() {
        probes.answered("gpu0", "{\"system\": {}, \"devices\": []}", DEPTH);

        assertThat(fleet.view("gpu0"))
                .returns(InstanceState.UP, InstanceView::state)
                .returns(null, InstanceView::vramFree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <html>A router says hello</html> | {"exec_info": {"queue_remaining": 0}}
                    {"system": {}}                   | {"detail": "Not Found"}
                    """)
    void anAnswerThatIsNotComfyUisIsAMiss(String stats, String depth) {
        for (int i = 0; i < 3; i++) {
            probes.answered("gpu0", stats, depth);
        }

        assertThat(fleet.view("gpu0").state()).isEqualTo(InstanceState.DOWN);
        assertThat(fleet.view("gpu0").message()).startsWith("the reply of /");
    }

    @Test
    void aMissSaysWhatHappened() {
        for (int i = 0; i < 3; i++) {
            probes.missed("gpu0", new IOException("connection refused"));
        }

        assertThat(fleet.view("gpu0").message()).isEqualTo("connection refused");
    }

    @Test
    void aServerNotHeardFromIsInDoubt() {
        assertThat(probes.all()).containsExactly("gpu0");
        assertThat(probes.inDoubt()).containsExactly("gpu0");
    }

    @Test
    void aServerThatIsDownIsResumedForThePromptItHasAndGetsNoOther() throws Exception {
        // Given
        for (int i = 0; i < 3; i++) {
            probes.missed("gpu0", new IOException("connection refused"));
        }

        // When
        Lease resumed = fleet.resume("gpu0", "prompt-1").orElseThrow();

        // Then
        assertThat(fleet.view("gpu0").leases()).isOne();
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
        fleet.release(resumed);
        assertThat(fleet.view("gpu0").leases()).isZero();
        assertThat(fleet.find("gpu1")).isEmpty();
    }

    @Test
    void aServerWithAPromptOfOursThatTellsNothingIsProbedMoreOften() throws Exception {
        // Given
        AtomicLong nanos = new AtomicLong();
        FleetProbes watched =
                new FleetProbes(fleet, Backpressures.shipped(fleet), new Contacts(nanos::get), nanos::get);
        watched.answered("gpu0", Recorded.reply("stats-cuda.json"), DEPTH);
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertThat(watched.inDoubt()).isEmpty();

        // When
        Lease lease = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();

        // Then
        assertThat(watched.inDoubt()).containsExactly("gpu0");
        watched.answered("gpu0", Recorded.reply("stats-cuda.json"), DEPTH);
        assertThat(watched.inDoubt()).isEmpty();
        fleet.release(lease);
    }
}
