package io.showrunner.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.story.Json;
import java.nio.file.Path;

/** How good the last stories came out, by their own metadata; since the start. Thread-safe. */
public final class StoryMeters {
    private static final int LAST_STORIES = 20;
    private static final int LAST_SCENES = 60;
    private static final int ENOUGH = 4;
    private static final double[] MINUTES = {60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800};

    private final MeterRegistry meters;
    private final RecentShare forcedStories = new RecentShare(LAST_STORIES, ENOUGH);
    private final RecentShare forcedScenes = new RecentShare(LAST_SCENES, ENOUGH);

    public StoryMeters(MeterRegistry meters) {
        this.meters = meters;
        ratio("stories", forcedStories, "one scene of them at least");
        ratio("scenes", forcedScenes, "it");
    }

    /** Reads {@code artifact-metadata.json} of a story that was just assembled (A4, contract of the quality figures). */
    public void assembled(String folder) {
        JsonNode metadata = Json.read(Path.of(folder).resolve("artifact-metadata.json"), JsonNode.class);
        boolean anyForced = false;
        for (JsonNode scene : metadata.path("Scenes")) {
            boolean forced = scene.path("Telemetry").path("ForcedCopyTriggered").asBoolean();
            anyForced |= forced;
            forcedScenes.add(forced);
        }
        forcedStories.add(anyForced);
        record(metadata.path("Quality"), "P50", "SceneLatencyP50Seconds");
        record(metadata.path("Quality"), "P95", "SceneLatencyP95Seconds");
    }

    /** Share of the last stories with frames that nothing confirmed; NaN while there are too few. */
    public double forcedStories() {
        return forcedStories.share();
    }

    private void record(JsonNode quality, String quantile, String field) {
        if (quality.path(field).isNumber()) {
            DistributionSummary.builder("showrunner_story_scene_latency_seconds")
                    .description(
                            "Seconds that the scenes of a story took, by the story's median and its slowest twentieth")
                    .tag("of", quantile)
                    .serviceLevelObjectives(MINUTES)
                    .register(meters)
                    .record(quality.path(field).asDouble());
        }
    }

    private void ratio(String of, RecentShare share, String what) {
        Gauge.builder("showrunner.forced.copy.ratio", share, RecentShare::share)
                .description("Share of the last ones in which the frames of " + what
                        + " were taken although nothing confirmed them; NaN while there are fewer than " + ENOUGH)
                .tag("of", of)
                .register(meters);
    }
}
