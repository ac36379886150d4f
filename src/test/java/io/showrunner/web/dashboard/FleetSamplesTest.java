package io.showrunner.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.web.dashboard.FleetSamples.Sample;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetSamplesTest {
    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());
    private final FleetSamples history = new FleetSamples(fleet, Clock.systemUTC());

    @Test
    void keepsTheSamplesOfAServerInTheirOrderAndNotMoreThanAPageShows() {
        fleet.sawDepth("gpu0", 1);
        history.sample();
        fleet.sawDepth("gpu0", 3);
        history.sample();

        assertThat(history.all().get("gpu0")).extracting(Sample::depth).containsExactly(1, 3);

        for (int i = 0; i < 1000; i++) {
            history.sample();
        }
        assertThat(history.all().get("gpu0"))
                .hasSize(240)
                .extracting(Sample::depth)
                .containsOnly(3);
    }

    @Test
    void forgetsAServerThatWasRemoved() {
        history.sample();

        fleet.remove("gpu0");
        history.sample();

        assertThat(history.all()).isEmpty();
    }
}
