package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Probe;
import io.showrunner.telemetry.GpuAccounts;
import io.showrunner.telemetry.WorkAhead;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuMetersTest {
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong nanos = new AtomicLong();
    private final Fleet fleet = new Fleet(List.of(server("gpu0")), Strategy.LEAST_LOADED, Clock.systemUTC());
    private final GpuAccounts accounts =
            new GpuAccounts(fleet, id -> false, () -> new WorkAhead(0, 0, false, false, 0, false), nanos::get);

    @BeforeEach
    void register() {
        GpuMeters.register(meters, fleet, accounts);
        fleet.answered("gpu0", IDLE);
    }

    @Test
    void everySecondOfAServerIsCountedOnceUnderTheNamesThatDashboardsKnow() {
        nanos.addAndGet(3_000_000_000L);

        assertThat(meters.scrape().lines().filter(line -> line.startsWith("gpu_")))
                .containsExactlyInAnyOrder(
                        "gpu_busy_seconds_total{instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"breaker\",instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"copy\",instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"dispatch\",instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"llm_late\",instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"low_vram\",instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"no_work\",instance=\"gpu0\"} 3.0",
                        "gpu_idle_seconds_total{cause=\"paused\",instance=\"gpu0\"} 0.0",
                        "gpu_idle_seconds_total{cause=\"server\",instance=\"gpu0\"} 0.0");
    }

    @Test
    void serversThatComeAndGoBringTheirMetersAndTakeThemAlong() {
        // When
        fleet.add(server("gpu1"));
        fleet.answered("gpu1", IDLE);

        // Then
        assertThat(meters.scrape()).contains("gpu_busy_seconds_total{instance=\"gpu1\"}");

        // When
        fleet.remove("gpu1");

        // Then
        assertThat(meters.scrape()).contains("instance=\"gpu0\"").doesNotContain("instance=\"gpu1\"");
    }

    private static InstanceSettings server(String id) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:8188/" + id), 2, null);
    }
}
