package io.showrunner.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the benchmark is wanted.
 *
 * @param home whose routes are used, with the shipped settings
 * @param folder everything that is made lies below it
 * @param servers ComfyUI servers to use; when empty there are as many simulated ones as {@code gpus} says
 * @param gpus how many servers there are
 * @param scenesPerGpu measured scenes of each server on average
 * @param warmUpPerGpu scenes before these, which are not measured
 * @param sceneTime how long a simulated GPU executes a scene
 */
public record BenchOptions(
        Path home, Path folder, List<URI> servers, int gpus, int scenesPerGpu, int warmUpPerGpu, Duration sceneTime) {
    /** Scenes of one benchmark at the most: so many briefs as their queue takes as shipped, twelve scenes each. */
    public static final int MOST_SCENES = 12_000;

    public BenchOptions {
        servers = List.copyOf(servers);
    }

    boolean isSimulation() {
        return servers.isEmpty();
    }

    int scenes() {
        return gpus * scenesPerGpu;
    }
}
