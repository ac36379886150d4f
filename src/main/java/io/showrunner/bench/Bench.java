package io.showrunner.bench;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One run of the benchmark: servers, application, briefs, and what became of them. */
public final class Bench {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_KB = 1024;

    private final BenchOptions options;
    private final Consumer<String> narrator;

    /** @param narrator told in a line what is going on */
    public Bench(BenchOptions options, Consumer<String> narrator) {
        this.options = options;
        this.narrator = narrator;
    }

    /** Runs it and closes everything it started; its files stay. */
    public BenchReport run() throws Exception {
        if (!options.isSimulation()) {
            return run(options.servers(), Optional.empty());
        }
        narrator.accept("starting " + options.gpus() + " simulated GPUs in a process of their own");
        try (SimulatedGpus gpus =
                SimulatedGpus.start(options.folder().resolve("simulator"), options.gpus(), options.sceneTime())) {
            return run(gpus.urls(), Optional.of(gpus));
        }
    }

    private BenchReport run(List<URI> servers, Optional<SimulatedGpus> simulated) throws Exception {
        try (BenchStudio studio = BenchStudio.open(options, servers)) {
            studio.client().warmUp(options, options.isSimulation(), narrator);
            narrator.accept("measuring " + options.scenes() + " scenes");
            ProcessMeter meter = ProcessMeter.begin();
            Instant begun = Instant.now();
            List<String> stories = studio.client().send("bench", options.scenes(), options.isSimulation());
            studio.client().awaitEnd(stories);
            return report(new SceneFolders(studio.client().store(), stories), simulated, meter, begun);
        }
    }

    private BenchReport report(
            SceneFolders folders, Optional<SimulatedGpus> simulated, ProcessMeter meter, Instant begun) {
        Duration cpu = meter.cpu();
        long allocated = meter.allocatedBytes();
        int threads = meter.threads();
        List<SceneEnd> scenes = folders.ends();
        List<GpuRun> runs = simulated
                .map(gpus -> gpus.runs(scenes.stream().map(SceneEnd::promptId).collect(Collectors.toSet())))
                .orElseGet(folders::runs);
        Figures figures = Figures.of(options.gpus(), runs, scenes);
        int published = folders.published();
        return new BenchReport(
                options.gpus(),
                options.sceneTime().toMillis(),
                options.isSimulation(),
                options.scenes(),
                published,
                figures.gpuBusyRatio(),
                figures.makespanOverIdeal(),
                figures.gapMs(),
                figures.notifyMs(),
                figures.publishMs(),
                published / SceneEnd.secondsUntilLast(begun, scenes),
                cpu.toNanos() / NANOS_PER_MILLI / options.scenes(),
                allocated / BYTES_PER_KB / options.scenes(),
                threads,
                ProcessMeter.residentMb(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }
}
