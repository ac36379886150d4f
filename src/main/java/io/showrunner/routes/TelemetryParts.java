package io.showrunner.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.showrunner.fleet.Fleet;
import io.showrunner.telemetry.FrameMeters;
import io.showrunner.telemetry.SceneMeters;
import io.showrunner.telemetry.StoryMeters;
import io.showrunner.telemetry.VideoMemory;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;

/** What the routes count and measure themselves; there before the first of them runs. */
final class TelemetryParts {
    private final MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final SceneMeters scenes = new SceneMeters(meters);
    private final StoryMeters stories = new StoryMeters(meters);
    private final VideoMemory memory = new VideoMemory();

    /** Camel puts its own meters into the same registry. */
    void addTo(Main camel) {
        camel.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        camel.bind("sceneMeters", scenes);
        camel.bind("storyMeters", stories);
        camel.bind("frameMeters", new FrameMeters(meters));
        camel.bind("videoMemory", memory);
    }

    void register(Fleet fleet) {
        MemoryMeters.register(meters, fleet, memory);
    }

    SceneMeters scenes() {
        return scenes;
    }

    StoryMeters stories() {
        return stories;
    }

    VideoMemory memory() {
        return memory;
    }
}
