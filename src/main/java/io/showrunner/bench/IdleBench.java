package io.showrunner.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Measures the application while it is connected to its servers and has nothing to do. */
public final class IdleBench {
    /** After it everything is connected and was probed, and Java is done with the start: compiled it, and gave its memory back. */
    private static final Duration SETTLE = Duration.ofSeconds(150);

    private final BenchOptions options;
    private final Consumer<String> narrator;

    /** @param narrator told in a line what is going on */
    public IdleBench(BenchOptions options, Consumer<String> narrator) {
        this.options = options;
        this.narrator = narrator;
    }

    /**
     * Waits until everything is connected, then measures.
     *
     * @param storiesWaiting stories that are accepted before and held
     */
    public IdleReport run(Duration time, int storiesWaiting) throws Exception {
        if (!options.isSimulation()) {
            return run(options.servers(), time, storiesWaiting);
        }
        narrator.accept("starting " + options.gpus() + " simulated GPUs in a process of their own");
        try (SimulatedGpus gpus =
                SimulatedGpus.start(options.folder().resolve("simulator"), options.gpus(), options.sceneTime())) {
            return run(gpus.urls(), time, storiesWaiting);
        }
    }

    private IdleReport run(List<URI> servers, Duration time, int storiesWaiting) throws Exception {
        try (BenchStudio studio = BenchStudio.open(options, servers)) {
            studio.client().holdWriting();
            for (ObjectNode brief : BenchBriefs.of("waiting", 12 * storiesWaiting, true)) {
                studio.client().send(brief);
            }
            narrator.accept("idle for " + SETTLE.plus(time).toSeconds() + " s");
            TimeUnit.MILLISECONDS.sleep(SETTLE.toMillis());
            ProcessMeter meter = ProcessMeter.begin();
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            return new IdleReport(
                    servers.size(),
                    storiesWaiting,
                    time.toSeconds(),
                    100.0 * meter.cpu().toNanos() / meter.elapsed().toNanos(),
                    meter.threads(),
                    ProcessMeter.residentMb(),
                    System.getProperty("java.version"));
        }
    }
}
