package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which server gets the next scene, by strategy. */
class ChoiceTest {
    private static final long A_24_GB_CARD = 24_576;

    @Test
    void roundRobinGivesEachServerItsTurnWhateverItsLoad() {
        Fleet fleet = fleet(Strategy.ROUND_ROBIN, "gpu0", "gpu1");
        fleet.answered("gpu0", idle(1_000));
        fleet.answered("gpu1", new Probe(3, 20_000L, A_24_GB_CARD, "0.3.64"));

        assertThat(Stream.generate(() -> lease(fleet, "smoke")).limit(4))
                .containsExactly("gpu0", "gpu1", "gpu0", "gpu1");
    }

    @Test
    void roundRobinPassesOverAServerWithoutRoom() throws Exception {
        // Given
        Fleet fleet = fleet(Strategy.ROUND_ROBIN, "gpu0", "gpu1");
        fleet.answered("gpu0", idle(20_000));
        fleet.answered("gpu1", idle(20_000));
        lease(fleet, "smoke");
        Lease second = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();
        lease(fleet, "smoke");

        // When
        fleet.release(second);

        // Then
        assertThat(Stream.generate(() -> lease(fleet, "smoke")).limit(2)).containsExactly("gpu1", "gpu1");
    }

    @Test
    void mostVramFreeDoesNotHerdToAServerWhosePromptsHaveNotStarted() {
        Fleet fleet = fleet(Strategy.MOST_VRAM_FREE, "gpu0", "gpu1");
        fleet.answered("gpu0", idle(20_000));
        fleet.answered("gpu1", idle(22_000));

        assertThat(Stream.generate(() -> lease(fleet, "smoke")).limit(4))
                .containsExactly("gpu1", "gpu0", "gpu1", "gpu0");
    }

    @Test
    void mostVramFreeCountsMemoryMoreThanPrompts() {
        Fleet fleet = fleet(Strategy.MOST_VRAM_FREE, "gpu0", "gpu1");
        fleet.answered("gpu0", idle(6_000));
        fleet.answered("gpu1", new Probe(4, 22_000L, A_24_GB_CARD, "0.3.64"));

        assertThat(lease(fleet, "smoke")).isEqualTo("gpu1");
    }

    @Test
    void ofEquallyLoadedServersTheOneThatRanTheWorkflowLastComesFirst() throws Exception {
        // Given
        Fleet fleet = fleet(Strategy.LEAST_LOADED, "gpu0", "gpu1");
        fleet.answered("gpu0", idle(20_000));
        fleet.answered("gpu1", idle(20_000));
        Lease video = fleet.lease("txt2img-svd", Duration.ZERO, Set.of()).orElseThrow();
        Lease picture = fleet.lease("smoke", Duration.ZERO, Set.of()).orElseThrow();
        fleet.release(picture);
        fleet.release(video);
        fleet.answered("gpu0", idle(9_000));

        // When
        List<String> servers = Stream.of("smoke", "txt2img-svd")
                .map(workflow -> lease(fleet, workflow))
                .toList();

        // Then
        assertThat(servers).containsExactly("gpu1", "gpu0");
    }

    @Test
    void noSceneWaitsForTheServerThatHasItsModels() {
        Fleet fleet = fleet(Strategy.LEAST_LOADED, "gpu0", "gpu1");
        fleet.answered("gpu0", idle(20_000));
        fleet.answered("gpu1", idle(20_000));

        assertThat(Stream.generate(() -> lease(fleet, "smoke")).limit(4))
                .containsExactly("gpu0", "gpu1", "gpu0", "gpu1");
    }

    private static Probe idle(long vramFree) {
        return new Probe(0, vramFree, A_24_GB_CARD, "0.3.64");
    }

    private static String lease(Fleet fleet, String workflow) {
        try {
            Lease lease = fleet.lease(workflow, Duration.ZERO, Set.of()).orElseThrow();
            fleet.follow(lease.instance().id(), true);
            return lease.instance().id();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fleet fleet(Strategy strategy, String... ids) {
        List<InstanceSettings> instances = Stream.of(ids)
                .map(id -> new InstanceSettings(id, URI.create("http://127.0.0.1:8188"), 2, null))
                .toList();
        return new Fleet(instances, strategy, Clock.systemUTC());
    }
}
