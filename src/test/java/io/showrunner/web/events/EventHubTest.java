package io.showrunner.web.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventHubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PATIENCE_MILLIS = 60_000;

    private final Vertx vertx = Vertx.vertx();
    private final EventHub hub = new EventHub(100, 2, 64 << 10);
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (!hub.add(request.response(), request.getHeader("Last-Event-ID"))) {
                        request.response().setStatusCode(503).end();
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aClientThatDoesNotReadIsLetGoAndTheOthersHearOn() throws Exception {
        try (Socket deaf = connect();
                Socket other = connect()) {
            // Given
            BufferedReader events = reader(other);
            await().atMost(PATIENCE).until(() -> hub.clients() == 2);
            Map<String, Object> large = Map.of("type", "large", "text", "x".repeat(20_000));

            // When
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
                hub.publish(large);
                readUntil(events, "\"large\"");
                return hub.clients() == 1;
            });
            hub.publish(Map.of("type", "afterwards"));

            // Then
            readUntil(events, "afterwards");
            assertThat(deaf.isConnected()).isTrue();
        }
    }

    @Test
    void oneTooManyIsRefusedUntilAnotherGoes() throws Exception {
        try (Socket first = connect()) {
            Socket second = connect();
            await().atMost(PATIENCE).until(() -> hub.clients() == 2);
            assertThat(status()).contains("503");

            second.close();

            await().atMost(PATIENCE).until(() -> status().contains("200"));
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void closingEndsEveryConnectionAtOnce() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader events = reader(socket);
            readUntil(events, "reset");

            hub.close();

            while (events.readLine() != null) {
                assertThat(hub.clients()).isZero();
            }
            assertThat(status()).contains("503");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private String status() throws IOException {
        try (Socket socket = connect()) {
            return reader(socket).readLine();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void readUntil(BufferedReader events, String words) throws IOException {
        String line = events.readLine();
        while (!line.contains(words)) {
            line = events.readLine();
        }
    }
}
