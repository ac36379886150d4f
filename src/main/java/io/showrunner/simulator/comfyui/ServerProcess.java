package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the server: everything that is lost when it dies. */
final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final int LONGEST_LINE = 8_190;

    private final Connections connections;
    private final Later later = new Later();
    private final PromptQueue queue;
    private final SocketHub hub;
    private final PromptDesk desk;
    private final HttpServer server;
    private final VramModel vram;
    private final Thread worker;
    private volatile boolean listened;
    private final AtomicBoolean dead = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** What outlives a process. */
    record Parts(
            ComfyUiOptions options,
            Clock clock,
            Folders folders,
            Faults faults,
            RunLog runs,
            BoundedLog<SeenRequest> requests,
            BoundedLog<SentReply> replies,
            BoundedLog<SeenMemory> memory) {}

    ServerProcess(Vertx vertx, Parts parts) {
        Context loop = vertx.getOrCreateContext();
        connections = new Connections(vertx, parts.options().keepAlive());
        queue = new PromptQueue(this::announceStatus);
        hub = new SocketHub(loop, parts.faults(), this::status);
        var interrupt = new AtomicBoolean();
        vram = new VramModel(
                parts.options().gpu(),
                parts.faults()::foreignVramMb,
                parts.options().card());
        var machine = new Worker.Machine(parts.options(), parts.clock(), parts.folders(), vram, parts.faults(), later);
        worker = daemon(
                new Worker(machine, queue, hub, interrupt, parts.runs(), () -> crash(parts.runs())),
                "comfyui-simulator-worker");
        var catalogue = new NodeCatalogue(
                parts.options().missingNodes(), parts.options().models(), parts.folders());
        desk = new PromptDesk(
                new PromptValidator(catalogue, parts.folders()),
                queue,
                parts.options().takesPromptId(),
                parts.runs());
        var control = new ControlDesk(queue, interrupt, parts.options().interruptTakesPromptId());
        var info = new InfoDesk(parts, vram, catalogue);
        var routes = new RouteTable(desk, control, info, new FileDesk(parts.folders()));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHandle100ContinueAutomatically(true)
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(LONGEST_LINE)
                        .setHttp2ClearTextEnabled(false)
                        .setMaxWebSocketMessageSize(Features.BODY_LIMIT))
                .connectionHandler(connections::add)
                .requestHandler(new HttpEdge(vertx, parts, routes, hub, connections)::handle);
    }

    SocketHub hub() {
        return hub;
    }

    /** Listens on loopback; the port, found when 0 was asked for. */
    int listen(int port) {
        try {
            HttpServer listening = server.listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            listened = true;
            worker.start();
            LOG.info("comfyui simulator started port={}", listening.actualPort());
            return listening.actualPort();
        } catch (CompletionException e) {
            kill();
            throw new IllegalStateException(
                    "the ComfyUI simulator cannot listen on port " + port + ": "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    void enqueueForeign(int count) {
        for (int i = 0; i < count; i++) {
            ObjectNode prompt = Wire.object();
            prompt.putObject("1")
                    .put("class_type", "EmptyImage")
                    .putObject("inputs")
                    .put("width", 64)
                    .put("height", 64)
                    .put("batch_size", 4)
                    .put("color", i);
            ObjectNode save =
                    prompt.putObject("2").put("class_type", "SaveImage").putObject("inputs");
            save.put("filename_prefix", "foreign/" + UUID.randomUUID())
                    .putArray("images")
                    .add("1")
                    .add(0);
            desk.enqueue(IntNode.valueOf(desk.nextNumber()), UUID.randomUUID().toString(), prompt, List.of("2"));
        }
    }

    /** A prompt takes the process down. */
    private void crash(RunLog runs) {
        kill();
        runs.crashed();
    }

    /** Returns when the port is free. */
    void kill() {
        if (!dead.getAndSet(true)) {
            LOG.info("comfyui simulator ended port={}", server.actualPort());
            connections.cutAll();
            worker.interrupt();
            later.stop();
            vram.unloadAll();
            server.close().onComplete(result -> closed.complete(null));
        }
        closed.join();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (listened) {
                ListeningPort.awaitFree(server.actualPort());
            }
            if (Thread.currentThread() != worker) {
                worker.join(2_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void announceStatus() {
        hub.status();
    }

    private ObjectNode status() {
        ObjectNode status = Wire.object();
        status.putObject("exec_info").put("queue_remaining", queue.remaining());
        return status;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
