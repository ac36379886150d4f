package io.showrunner.simulator.comfyui;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A ComfyUI server without a GPU, over real HTTP and websocket on a loopback port. It keeps what is awkward about the
 * real one: memory-only queue and history, prompt ids that are not unique, cached repeats that name old files, images
 * written in place, a worker that dies of a poison prompt. Pictures are drawn, not computed.
 */
public final class ComfyUiSimulator implements AutoCloseable {
    private final Options options;
    private final Faults faults = new Faults();
    private final BoundedLog<Execution> executions = new BoundedLog<>();
    private final BoundedLog<SeenRequest> requests = new BoundedLog<>();
    private final Folders folders;
    private final Vertx vertx;
    private int port;
    private ServerProcess process;

    /**
     * @param port 0 for a free one
     * @param outputDirectory where images go; empty for a folder of its own under the temporary directory
     * @param models file names by folder, as {@code GET /models} lists them
     * @param missingNodes stock classes that this server shall not have
     * @param originCheck false behaves as {@code --enable-cors-header}
     * @param interruptTakesPromptId false behaves as servers before 0.3.57, which interrupt whatever runs
     */
    public record Options(
            int port,
            Optional<Path> outputDirectory,
            Pace pace,
            Gpu gpu,
            String version,
            Map<String, List<String>> models,
            Set<String> missingNodes,
            boolean originCheck,
            boolean interruptTakesPromptId) {
        public Options {
            models = Map.copyOf(models);
            missingNodes = Set.copyOf(missingNodes);
        }

        /** A 24 GB card with the stock checkpoints, at a pace to watch, on a free port. */
        public static Options standard() {
            return new Options(
                    0,
                    Optional.empty(),
                    Pace.watchable(),
                    Gpu.ofSize("Simulated RTX 4090", 24_564),
                    "0.3.64",
                    StockModels.byFolder(),
                    Set.of(),
                    true,
                    true);
        }

        public Options withPort(int value) {
            return new Options(
                    value,
                    outputDirectory,
                    pace,
                    gpu,
                    version,
                    models,
                    missingNodes,
                    originCheck,
                    interruptTakesPromptId);
        }

        public Options withOutputDirectory(Path value) {
            return new Options(
                    port,
                    Optional.of(value),
                    pace,
                    gpu,
                    version,
                    models,
                    missingNodes,
                    originCheck,
                    interruptTakesPromptId);
        }

        public Options withPace(Pace value) {
            return new Options(
                    port,
                    outputDirectory,
                    value,
                    gpu,
                    version,
                    models,
                    missingNodes,
                    originCheck,
                    interruptTakesPromptId);
        }

        public Options withGpu(Gpu value) {
            return new Options(
                    port,
                    outputDirectory,
                    pace,
                    value,
                    version,
                    models,
                    missingNodes,
                    originCheck,
                    interruptTakesPromptId);
        }

        public Options withVersion(String value) {
            return new Options(
                    port, outputDirectory, pace, gpu, value, models, missingNodes, originCheck, interruptTakesPromptId);
        }

        public Options withModels(Map<String, List<String>> value) {
            return new Options(
                    port,
                    outputDirectory,
                    pace,
                    gpu,
                    version,
                    value,
                    missingNodes,
                    originCheck,
                    interruptTakesPromptId);
        }

        public Options withoutNodes(String... classes) {
            return new Options(
                    port,
                    outputDirectory,
                    pace,
                    gpu,
                    version,
                    models,
                    Set.of(classes),
                    originCheck,
                    interruptTakesPromptId);
        }

        public Options withOriginCheck(boolean value) {
            return new Options(
                    port, outputDirectory, pace, gpu, version, models, missingNodes, value, interruptTakesPromptId);
        }

        public Options withInterruptTakingPromptId(boolean value) {
            return new Options(port, outputDirectory, pace, gpu, version, models, missingNodes, originCheck, value);
        }
    }

    private ComfyUiSimulator(Options options) {
        this.options = options;
        this.folders = Folders.create(options.outputDirectory());
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        this.port = options.port();
    }

    /** Starts a server that answers when this returns. @throws IllegalStateException when the port is taken */
    public static ComfyUiSimulator start(Options options) {
        var simulator = new ComfyUiSimulator(options);
        try {
            simulator.restart();
            return simulator;
        } catch (IllegalStateException e) {
            simulator.close();
            throw e;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public synchronized int port() {
        return port;
    }

    /** Where images go. */
    public Path outputDirectory() {
        return folders.output();
    }

    /** Every run that has ended, oldest first; survives {@link #kill()}. */
    public List<Execution> executions() {
        return executions.entries();
    }

    /** Every request, oldest first; survives {@link #kill()}. */
    public List<SeenRequest> requests() {
        return requests.entries();
    }

    public Faults faults() {
        return faults;
    }

    /** Closes every websocket, as a network cut does; the server goes on. */
    public synchronized void dropWebsockets() {
        if (process != null) {
            process.hub().dropAll();
        }
    }

    /** Puts prompts of somebody else into the queue: small pictures that take some time. */
    public synchronized void enqueueForeignPrompts(int count) {
        if (process != null) {
            process.enqueueForeign(count);
        }
    }

    /** Ends as with SIGKILL: sockets close, queue and history are gone, a file being written stays half. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** Starts again on the same port with an empty queue and history; kills a running one first. */
    public synchronized void restart() {
        kill();
        folders.emptyTemp();
        process = new ServerProcess(
                vertx, new ServerProcess.Parts(options, Clock.systemUTC(), folders, faults, executions, requests));
        port = process.listen(port);
    }

    /** Stops and removes the folders it made; an output directory that was given stays. */
    @Override
    public void close() {
        kill();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        folders.delete();
    }
}
