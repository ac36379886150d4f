package io.showrunner.bench;

import io.showrunner.story.StoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The benchmark with several nodes: each a process of its own, as the broker and the simulated GPUs are, so that one node is
 * measured as three are.
 */
public final class ClusterBench {
    private final BenchOptions options;
    private final int nodes;
    private final Consumer<String> narrator;

    /** @param narrator told in a line what is going on */
    public ClusterBench(BenchOptions options, int nodes, Consumer<String> narrator) {
        this.options = options;
        this.nodes = nodes;
        this.narrator = narrator;
    }

    /** Runs it and closes everything it started; its files stay. */
    public ClusterReport run() throws Exception {
        narrator.accept("starting " + options.gpus() + " simulated GPUs, a broker and " + nodes + " nodes");
        try (SimulatedGpus gpus = SimulatedGpus.start(
                        options.folder().resolve("simulator"), options.gpus(), options.sceneTime());
                BenchBroker broker = BenchBroker.start(options.folder().resolve("broker"));
                BenchNodes cluster = BenchNodes.start(options, nodes, gpus.urls(), broker.url())) {
            BenchClient client = new BenchClient(
                    cluster.first(), new StoryStore(options.folder().resolve("stories")));
            client.warmUp(options, true, narrator);
            narrator.accept("measuring " + options.scenes() + " scenes");
            Duration nodesBefore = cluster.cpu();
            Duration brokerBefore = broker.cpu();
            Duration gpusBefore = gpus.cpu();
            Instant begun = Instant.now();
            List<String> stories = client.send("bench", options.scenes(), true);
            client.awaitEnd(stories);
            SceneFolders folders = new SceneFolders(client.store(), stories);
            List<SceneEnd> ends = folders.ends();
            return new ClusterReport(
                    nodes,
                    options.gpus(),
                    options.sceneTime().toMillis(),
                    options.scenes(),
                    folders.published(),
                    Figures.of(
                            options.gpus(),
                            gpus.runs(ends.stream().map(SceneEnd::promptId).collect(Collectors.toSet())),
                            ends),
                    folders.published() / SceneEnd.secondsUntilLast(begun, ends),
                    millis(cluster.cpu().minus(nodesBefore)) / options.scenes(),
                    millis(broker.cpu().minus(brokerBefore)) / options.scenes(),
                    millis(gpus.cpu().minus(gpusBefore)) / options.scenes(),
                    cluster.largestMb(),
                    System.getProperty("java.version"),
                    Runtime.getRuntime().availableProcessors());
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
