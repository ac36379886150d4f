package io.showrunner.simulator.comfyui;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A ComfyUI server without a GPU, over real HTTP and websocket on a loopback port. It keeps what is awkward about the
 * real one: memory-only queue and history, prompt ids that are not unique, cached repeats that name old files, images
 * written in place, a worker that dies of a poison prompt. Pictures are drawn, not computed.
 */
public final class ComfyUiSimulator implements AutoCloseable {
    private final ComfyUiOptions options;
    private final Faults faults = new Faults();
    private final RunLog runs;
    private final BoundedLog<SeenRequest> requests = new BoundedLog<>();
    private final BoundedLog<SentReply> replies = new BoundedLog<>();
    private final BoundedLog<SeenMemory> memory = new BoundedLog<>();
    private final Folders folders;
    private final Vertx vertx;
    private int port;
    private ServerProcess process;

    private ComfyUiSimulator(ComfyUiOptions options, ServerListener listener) {
        this.options = options;
        this.runs = new RunLog(listener);
        this.folders = Folders.create(options.outputDirectory());
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2));
        this.port = options.port();
    }

    /** Starts a server that answers when this returns. @throws IllegalStateException when the port is taken */
    public static ComfyUiSimulator start(ComfyUiOptions options) {
        return start(options, ServerListener.NONE);
    }

    /** The same, and tells the listener what it does. */
    public static ComfyUiSimulator start(ComfyUiOptions options, ServerListener listener) {
        var simulator = new ComfyUiSimulator(options, listener);
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
        return runs.ended();
    }

    /** Every request, oldest first; survives {@link #kill()}. */
    public List<SeenRequest> requests() {
        return requests.entries();
    }

    /** Every answer, oldest first; survives {@link #kill()}. */
    public List<SentReply> replies() {
        return replies.entries();
    }

    /** What was told about the memory, oldest first; survives {@link #kill()}. */
    public List<SeenMemory> memory() {
        return memory.entries();
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

    /** Leaves the open websockets half-open, as a network cut that nobody is told of: no events, no pongs, no close. */
    public synchronized void freezeWebsockets() {
        if (process != null) {
            process.hub().freezeAll();
        }
    }

    /** Sends a text to every websocket: an event twice, of an unknown prompt, or no JSON at all. */
    public synchronized void sendToWebsockets(String text) {
        if (process != null) {
            process.hub().broadcast(text);
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
                vertx,
                new ServerProcess.Parts(options, Clock.systemUTC(), folders, faults, runs, requests, replies, memory));
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
