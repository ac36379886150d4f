package io.showrunner.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showrunner.story.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** How good the last stories came out, by their own metadata; since the start. Thread-safe. */
public final class StoryMeters {
    private static final int LAST_STORIES = 20;
    private static final int LAST_SCENES = 60;
    private static final int ENOUGH = 4;
    private static final int REMEMBERED = 1_000;

    private final MeterRegistry meters;
    private final QualityMeters quality;
    private final Set<String> counted = new LinkedHashSet<>();
    private final RecentShare forcedStories = new RecentShare(LAST_STORIES, ENOUGH);
    private final RecentShare forcedScenes = new RecentShare(LAST_SCENES, ENOUGH);

    public StoryMeters(MeterRegistry meters) {
        this.meters = meters;
        this.quality = new QualityMeters(meters);
        ratio("stories", forcedStories, "one scene of them at least");
        ratio("scenes", forcedScenes, "it");
    }

    /** Reads {@code artifact-metadata.json} of a story that was assembled (A4); asked twice, it counts once. */
    public void assembled(String folder) {
        JsonNode metadata = Json.read(Path.of(folder).resolve("artifact-metadata.json"), JsonNode.class);
        if (isNew(metadata.at("/Story/Id").asText() + ":"
                + metadata.path("Revision").asInt())) {
            count(metadata);
        }
    }

    private synchronized boolean isNew(String assembly) {
        if (!counted.add(assembly)) {
            return false;
        }
        if (counted.size() > REMEMBERED) {
            counted.remove(counted.iterator().next());
        }
        return true;
    }

    private void count(JsonNode metadata) {
        boolean anyForced = false;
        for (JsonNode scene : metadata.path("Scenes")) {
            boolean forced = scene.path("Telemetry").path("ForcedCopyTriggered").asBoolean();
            anyForced |= forced;
            forcedScenes.add(forced);
        }
        forcedStories.add(anyForced);
        quality.assembled(metadata);
        record(metadata.path("Quality"), "P50", "SceneLatencyP50Seconds");
        record(metadata.path("Quality"), "P95", "SceneLatencyP95Seconds");
    }

    /** Share of the last stories with frames that nothing confirmed; NaN while there are too few. */
    public double forcedStories() {
        return forcedStories.share();
    }

    private void record(JsonNode quality, String quantile, String field) {
        if (quality.path(field).isNumber()) {
            Timer.builder("showrunner_story_scene_latency_seconds")
                    .description(
                            "Seconds that the scenes of a story took, by the story's median and its slowest twentieth")
                    .tag("of", quantile)
                    .serviceLevelObjectives(Buckets.times())
                    .register(meters)
                    .record(Duration.ofMillis(
                            Math.round(1_000 * quality.path(field).asDouble())));
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
