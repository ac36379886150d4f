package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    private final Fleet fleet = new Fleet(
            List.of(
                    new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null),
                    new InstanceSettings("gpu1", URI.create("http://127.0.0.1:8189"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());
    private final Outage outage = new Outage(fleet, Clock.systemUTC());

    @Test
    void theSixthTryWithoutAnyServerRaisesOneCriticalAlertThatNamesThem() {
        down("gpu0");
        down("gpu1");

        look(5);
        assertThat(outage.alert()).isEmpty();
        look(1);

        Outage.Alert alert = outage.alert().orElseThrow();
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.message()).contains("6 tries", "gpu0 refused", "gpu1 refused");
        look(3);
        assertThat(outage.alert()).as("one an episode").contains(alert);
    }

    @Test
    void theAlertEndsAsSoonAsAServerIsBackAndTheCountBeginsAnew() {
        // Given
        down("gpu0");
        down("gpu1");
        look(6);

        // When
        fleet.answered("gpu1", IDLE);
        fleet.answered("gpu1", IDLE);

        // Then
        assertThat(outage.alert()).isEmpty();
        down("gpu1");
        look(5);
        assertThat(outage.alert()).isEmpty();
    }

    @Test
    void aServerThatIsDrainedOrFullIsNoOutage() {
        down("gpu1");
        fleet.answered("gpu0", IDLE);
        fleet.hold("gpu0", Hold.DRAINING, "asked for");

        look(10);

        assertThat(outage.alert()).isEmpty();
    }

    @Test
    void aServerWhoseBreakerIsOpenCannotBeUsed() {
        down("gpu1");
        fleet.answered("gpu0", IDLE);
        fleet.hold("gpu0", Hold.BREAKER, "its breaker is open");

        look(6);

        assertThat(outage.alert()).isPresent();
    }

    private void look(int times) {
        IntStream.range(0, times).forEach(i -> outage.look());
    }

    private void down(String id) {
        IntStream.range(0, 3).forEach(i -> fleet.missed(id, "refused"));
    }
}
