package io.showrunner.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.bench.BenchBriefs.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Holds what was forecast against what happened: scenes of two workflows on simulated GPUs whose executions scatter and become
 * slower in the middle.
 */
public final class EtaBench {
    private static final int SCENES = 200;
    private static final double SIGMA = 0.5;
    private static final double SLOWDOWN = 2;
    private static final Kind SHORT = new Kind("txt2img-keyframe", 1);
    private static final Kind LONG = new Kind("smoke", 3);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final double EXPECTED_FROM = 0.9;
    private static final double EXPECTED_TO = 1.2;

    private final BenchOptions options;
    private final long seed;
    private final Consumer<String> narrator;

    /**
     * @param options of which the servers and the time of a scene count
     * @param seed of the scatter
     * @param narrator told in a line what is going on
     */
    public EtaBench(BenchOptions options, long seed, Consumer<String> narrator) {
        this.options = options;
        this.seed = seed;
        this.narrator = narrator;
    }

    /** Runs it and closes everything it started; its files stay. */
    public EtaReport run() throws Exception {
        narrator.accept("starting " + options.gpus() + " simulated GPUs in a process of their own");
        List<String> variation = List.of(
                "--noise",
                "--sigma",
                Double.toString(SIGMA),
                "--seed",
                Long.toString(seed),
                "--slow-after",
                Integer.toString(SCENES / 2 / options.gpus()),
                "--slow-by",
                Double.toString(SLOWDOWN));
        try (SimulatedGpus gpus = SimulatedGpus.start(
                options.folder().resolve("simulator"), options.gpus(), options.sceneTime(), variation)) {
            return run(gpus.urls());
        }
    }

    private EtaReport run(List<URI> servers) throws Exception {
        Map<String, String> settings = Map.of(
                "showrunner.forecast.interval",
                INTERVAL.toMillis() + "ms",
                "showrunner.forecast.scene-time-from",
                millis(EXPECTED_FROM),
                "showrunner.forecast.scene-time-to",
                millis(EXPECTED_TO));
        try (BenchStudio studio = BenchStudio.open(options, servers, settings)) {
            narrator.accept("rendering " + SCENES + " scenes");
            long begun = System.nanoTime();
            List<String> stories = new ArrayList<>();
            for (ObjectNode brief : BenchBriefs.of("eta", SCENES, true, number -> number % 2 == 0 ? SHORT : LONG)) {
                stories.add(studio.client().send(brief));
            }
            studio.client().awaitEnd(stories);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            TimeUnit.MILLISECONDS.sleep(INTERVAL.multipliedBy(10).toMillis());
            return report(took, studio.client().get("/api/forecast"));
        }
    }

    private String millis(double share) {
        return Math.max(100, Math.round(share * options.sceneTime().toMillis())) + "ms";
    }

    private EtaReport report(Duration took, JsonNode forecast) {
        JsonNode accuracy = forecast.path("accuracy");
        return new EtaReport(
                options.gpus(),
                SCENES,
                SIGMA,
                SLOWDOWN,
                seed,
                took.toSeconds(),
                EtaReport.Moment.of(accuracy.path("atQueueing")),
                EtaReport.Moment.of(accuracy.path("atStart")),
                forecast.path("lastWrong").asText());
    }
}
