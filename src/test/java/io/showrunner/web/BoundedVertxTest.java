package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.config.HttpSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real sockets, because what is bounded is what happens before there is a request. */
class BoundedVertxTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final Duration IDLE = Duration.ofMillis(500);

    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        vertx = new BoundedVertx(new HttpSettings.Limits(2, IDLE));
        server = vertx.createHttpServer(new HttpServerOptions())
                .requestHandler(request -> request.response().end("well"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void whoeverSaysHalfARequestAndNoMoreIsLetGo() throws IOException {
        try (Socket socket = connected()) {
            say(socket, "GET / HTTP/1.1\r\nHost: x");

            assertThat(socket.getInputStream().read()).as("end of the stream").isEqualTo(-1);
        }
    }

    @Test
    void oneConnectionTooManyIsClosedAndAFreePlaceCanBeUsedAgain() throws IOException {
        try (Socket first = answered();
                Socket second = answered();
                Socket third = connected()) {
            assertThat(third.getInputStream().read()).as("end of the stream").isEqualTo(-1);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).untilAsserted(() -> {
            try (Socket next = connected()) {
                assertThat(reply(next, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .contains("200 OK");
            }
        });
    }

    @ParameterizedTest(name = "{0} is answered {1}")
    @CsvSource({"a long address, 414", "long headers, 431", "no HTTP at all, 400"})
    void whatCannotBeReadIsAProblem(String what, int status) throws IOException {
        String request =
                switch (what) {
                    case "a long address" -> "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n";
                    case "long headers" -> "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n";
                    default -> "hello\r\n\r\n";
                };
        try (Socket socket = connected()) {
            assertThat(reply(socket, request))
                    .contains(" " + status + " ", "application/problem+json", "\"status\":" + status);
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Whose first request was answered, so that it counts. */
    private Socket answered() throws IOException {
        Socket socket = connected();
        say(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String reply(Socket socket, String request) throws IOException {
        say(socket, request);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
