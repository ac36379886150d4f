package io.showrunner.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.showrunner.config.HttpSettings;
import io.showrunner.story.Json;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives Camel's HTTP server what it makes no setting of: a bound of connections, an end for those that say nothing, and a
 * {@link Problem} for requests that cannot be read. Camel takes the only {@link Vertx} that is bound. Thread-safe.
 */
public final class BoundedVertx extends VertxWrapper {
    private final HttpSettings.Limits limits;
    private final AtomicInteger open = new AtomicInteger();

    public BoundedVertx(HttpSettings.Limits limits) {
        super((VertxInternal) Vertx.vertx());
        this.limits = limits;
    }

    @Override
    public HttpServer createHttpServer(HttpServerOptions options) {
        options.setIdleTimeout(Math.toIntExact(limits.idleTimeout().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return new ReadingServer(delegate, options)
                .connectionHandler(this::admit)
                .invalidRequestHandler(BoundedVertx::refuse);
    }

    /** Asks no route for a path that cannot be decoded: every one of them would fail, outside of where we can answer. */
    private static final class ReadingServer extends HttpServerImpl {
        ReadingServer(VertxInternal vertx, HttpServerOptions options) {
            super(vertx, options);
        }

        @Override
        public synchronized HttpServer requestHandler(Handler<HttpServerRequest> handler) {
            return super.requestHandler(request -> {
                if (isReadable(request)) {
                    handler.handle(request);
                } else {
                    refuse(request);
                }
            });
        }

        private static boolean isReadable(HttpServerRequest request) {
            String path = request.path();
            try {
                return path == null || !HttpUtils.normalizePath(path).isEmpty();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private void admit(HttpConnection connection) {
        connection.closeHandler(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > limits.connections()) {
            connection.close();
        }
    }

    private static void refuse(HttpServerRequest request) {
        Problem problem = problem(request.decoderResult().cause());
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.CONTENT_TYPE)
                .putHeader("Connection", "close")
                .end(Json.write(problem))
                .onComplete(sent -> request.connection().close());
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414, "address too long", "Ask with a shorter address.");
        }
        return cause instanceof TooLongHttpHeaderException
                ? Problem.of(431, "headers too large", "Send fewer or shorter headers.")
                : Problem.of(400, "bad request", "The server cannot read this request.");
    }
}
