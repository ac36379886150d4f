package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicBoolean isUp = new AtomicBoolean(true);
    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void serveNothing() {
        Router router = Router.router(vertx);
        router.route().last().handler(new ErrorAnswers(router, isUp::get)::noRoute);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aPathThatIsMissingOnlyWhileTheApplicationStopsIsToBeAskedForAgain() throws Exception {
        assertThat(get().statusCode()).isEqualTo(404);

        // When
        isUp.set(false);
        HttpResponse<String> stopping = get();

        // Then
        assertThat(stopping.statusCode()).isEqualTo(503);
        assertThat(stopping.headers().firstValue("Retry-After")).contains("5");
        assertThat(stopping.headers().firstValue("Content-Type")).contains(Problem.CONTENT_TYPE);
        assertThat(stopping.body()).contains("try again in a moment");
    }

    private HttpResponse<String> get() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/stories"))
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString());
    }
}
