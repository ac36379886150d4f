package io.showrunner.simulator.llm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for a local language model server over real HTTP on the loopback interface. It answers story requests with
 * stories, and refuses, stalls and garbles as LM Studio, Ollama and llama-server do. Every story it tells is a
 * simulation: no model is involved. Thread-safe.
 */
public final class LlmSimulator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LlmSimulator.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final long PATIENCE_SECONDS = 60;
    private final Vertx vertx;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final HttpServer server;

    private LlmSimulator(Vertx vertx, LlmOptions options) {
        this.vertx = vertx;
        Endpoints endpoints = new Endpoints(vertx, options, faults, log);
        this.server = await(
                vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(options.port()))
                        .requestHandler(endpoints::handle)
                        .listen());
    }

    /**
     * Starts a server and returns when it listens.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static LlmSimulator start(LlmOptions options) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            LlmSimulator simulator = new LlmSimulator(vertx, options);
            LOG.info("llm simulator started url={} flavour={}", simulator.baseUrl(), options.flavour());
            return simulator;
        } catch (CompletionException e) {
            await(vertx.close());
            throw new IllegalStateException(
                    "the language model simulator cannot listen on " + LOOPBACK + ":" + options.port() + ": "
                            + e.getCause().getMessage() + "; choose another port, or 0 for a free one",
                    e.getCause());
        }
    }

    /** The chat completions URL. */
    public URI url() {
        return baseUrl().resolve("/v1/chat/completions");
    }

    /** A URL that takes {@code {"sceneCount": 3, "seed": 42}} and returns a story object. */
    public URI directUrl() {
        return baseUrl().resolve(Endpoints.DIRECT);
    }

    public URI baseUrl() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
    }

    /** The last thousand requests, oldest first. */
    public List<ReceivedRequest> requests() {
        return log.requests();
    }

    /** The last thousand generations that were answered, in the order of their ends; refusals are not among them. */
    public List<GivenAnswer> answers() {
        return log.answers();
    }

    /** How many generations were asked for since the start, refused ones included. */
    public int generations() {
        return log.generations();
    }

    /** How many clients went away before their generation was answered. */
    public int abandoned() {
        return log.abandoned();
    }

    /** The script of what goes wrong from here on. */
    public Faults faults() {
        return faults;
    }

    /** Closes all connections and waits until the port is free. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
