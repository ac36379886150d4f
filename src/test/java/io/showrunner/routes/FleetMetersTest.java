package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Backpressures;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Probe;
import io.showrunner.fleet.SceneRate;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetMetersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Fleet fleet =
            new Fleet(List.of(server("gpu0"), server("gpu1")), Strategy.LEAST_LOADED, Clock.systemUTC());
    private final Backpressure backpressure = Backpressures.shipped(fleet);
    private final SceneRate rate = new SceneRate(0, System::nanoTime);

    @BeforeEach
    void register() {
        FleetMeters.register(meters, fleet, backpressure, rate);
        fleet.answered("gpu0", new Probe(0, 20_000L, 24_576L, "0.3.64"));
    }

    @Test
    void eachServerHasTheLengthOfItsQueue() {
        backpressure.sawDepth("gpu0", 6);
        backpressure.sawDepth("gpu1", 2);

        assertThat(depth("gpu0")).isEqualTo(6);
        assertThat(depth("gpu1")).isEqualTo(2);
        assertThat(gauge("showrunner.fleet.saturated")).isEqualTo(1);
        assertThat(meters.get("showrunner.fleet.saturations").functionCounter().count())
                .isEqualTo(1);
    }

    @Test
    void whatIsPossibleInAnHourIsNotKnownBeforeTheFirstScene() {
        assertThat(gauge("showrunner.scenes.per.hour")).isZero();
        assertThat(gauge("showrunner.scenes.per.hour.possible")).isNaN();

        rate.finished(Duration.ofMinutes(1));

        assertThat(gauge("showrunner.scenes.per.hour")).isEqualTo(1);
        assertThat(gauge("showrunner.scenes.per.hour.possible"))
                .as("one server is up")
                .isEqualTo(60);
    }

    private double depth(String instance) {
        return meters.get("comfyui.queue.depth")
                .tag("instance", instance)
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:8188"), 2, null);
    }
}
