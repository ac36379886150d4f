package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.Lease;
import io.showrunner.fleet.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLeasesTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");
    private static final List<String> ALONE = List.of("ann");
    private static final List<String> TWO = List.of("ann", "bob");

    @TempDir
    Path folder;

    private final Fleet fleet = new Fleet(
            IntStream.range(0, 4)
                    .mapToObj(
                            i -> new InstanceSettings("gpu" + i, URI.create("http://127.0.0.1:" + (8188 + i)), 2, null))
                    .toList(),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());
    private SharedLocks locks;

    @BeforeEach
    void open() {
        locks = new SharedLocks(folder.resolve("locks"));
        fleet.instances().forEach(each -> fleet.answered(each.id(), IDLE));
    }

    @AfterEach
    void close() {
        locks.close();
    }

    private InstanceLeases leases(Map<String, String> owners) {
        return new InstanceLeases(locks, "ann", fleet, owners);
    }

    @Test
    void noServerGetsASceneBeforeANodeHasTakenIt() throws Exception {
        // When
        leases(Map.of());

        // Then
        assertThat(fleet.views()).allMatch(view -> view.state() == InstanceState.ELSEWHERE);
        assertThat(fleet.lease("smoke", Duration.ZERO, Set.of())).isEmpty();
    }

    @Test
    void aNodeTakesItsShareAndAllWhenItIsAlone() {
        // Given
        InstanceLeases leases = leases(Map.of());

        // When / Then
        leases.take(TWO);
        assertThat(leases.driven()).containsExactly("gpu0", "gpu1");
        assertThat(fleet.view("gpu2").message()).isEqualTo("another node drives it");
        leases.take(ALONE);
        assertThat(leases.driven()).containsExactly("gpu0", "gpu1", "gpu2", "gpu3");
        assertThat(fleet.isUp("gpu3")).isTrue();
    }

    @Test
    void whatAnotherNodeHasIsLeftToItUntilItDies() throws Exception {
        try (LockHolder bob = new LockHolder(folder, folder.resolve("locks"), "instance gpu0", "instance gpu2")) {
            // Given
            InstanceLeases leases = leases(Map.of());
            leases.take(TWO);
            assertThat(leases.driven()).containsExactly("gpu1", "gpu3");

            // When
            bob.kill();
            leases.take(ALONE);

            // Then
            assertThat(leases.driven()).hasSize(4);
        }
    }

    @Test
    void whatIsBeyondTheShareGetsNothingNewAndIsGivenBackWhenItsPromptsAreDone() throws Exception {
        // Given
        InstanceLeases leases = leases(Map.of());
        leases.take(ALONE);
        Lease running = fleet.lease("smoke", Duration.ZERO, Set.of("gpu0", "gpu1", "gpu2"))
                .orElseThrow();

        // When
        leases.giveBack(TWO);

        // Then
        assertThat(leases.driven()).containsExactly("gpu0", "gpu1");
        assertThat(fleet.isUp("gpu3")).isFalse();
        assertThat(locks.tryTake("instance gpu2")).as("idle").isPresent();
        assertThat(locks.tryTake("instance gpu3")).as("busy").isEmpty();
        fleet.release(running);
        leases.giveBack(TWO);
        assertThat(locks.tryTake("instance gpu3")).isPresent();
    }

    @Test
    void aServerWithAnOwnerWaitsForItAndCountsForNobodysShare() {
        // Given
        InstanceLeases leases = leases(Map.of("gpu0", "ann", "gpu1", "bob"));

        // When
        leases.take(TWO);

        // Then
        assertThat(leases.driven()).containsExactly("gpu0", "gpu2");
        assertThat(fleet.view("gpu1").message()).isEqualTo("node bob drives it, as the settings say");
    }

    @Test
    void aServerThatWasRemovedIsNotKept() {
        // Given
        InstanceLeases leases = leases(Map.of());
        leases.take(ALONE);

        // When
        fleet.remove("gpu3");
        leases.giveBack(ALONE);

        // Then
        assertThat(leases.driven()).containsExactly("gpu0", "gpu1", "gpu2");
        assertThat(locks.tryTake("instance gpu3")).isPresent();
    }
}
