package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InstanceSocketsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration TOLERANCE = Duration.ofSeconds(10);
    private static final int MANY = 300;
    private static final String LONG_FRAME = "{\"type\":\"noise\",\"data\":\"" + "x".repeat(60_000) + "\"}";

    private final Vertx vertx = Vertx.vertx();
    private final ComfyUiSimulator server =
            ComfyUiSimulator.start(ComfyUiOptions.builder().build());
    private final InstanceSettings gpu0 = new InstanceSettings("gpu0", server.url(), 2, null);
    private final Ears ears = new Ears();
    private InstanceSockets sockets;

    /** Counts what it hears, and hears nothing more while it is held. */
    private static final class Ears implements InstanceSocket.Ears {
        private final AtomicInteger heard = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
        private volatile CountDownLatch held = new CountDownLatch(0);

        @Override
        public void heard(String instanceId, String frame) {
            heard.incrementAndGet();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void answered(String instanceId) {}

        @Override
        public void lost(String instanceId) {
            lost.incrementAndGet();
        }
    }

    @BeforeEach
    void connect() {
        sockets = new InstanceSockets(vertx, new Fleet(List.of(gpu0), Strategy.LEAST_LOADED, Clock.systemUTC()), ears);
        sockets.connect(gpu0);
        await().atMost(PATIENCE).until(() -> ears.heard.get() > 0);
    }

    @AfterEach
    void close() {
        ears.held.countDown();
        sockets.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aListenerThatBlocksKeepsNobodyElseFromHearingTheServer() {
        // Given
        AtomicInteger others = new AtomicInteger();
        WebSocket other = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create(server.url().toString().replace("http", "ws") + "/ws?clientId=other"),
                        new Counter(others))
                .join();
        ears.held = new CountDownLatch(1);

        // When
        for (int i = 0; i < MANY; i++) {
            server.sendToWebsockets(LONG_FRAME);
        }

        // Then
        await().atMost(PATIENCE).until(() -> others.get() >= MANY);
        assertThat(ears.lost.get()).isZero();
        other.abort();
    }

    @Test
    void aHalfOpenSocketIsNoticedWithinFifteenSecondsAndMadeAgainUnderAnotherId() {
        // Given
        String id = sockets.clientId("gpu0");
        long start = System.nanoTime();

        // When
        server.freezeWebsockets();

        // Then
        await().atMost(PATIENCE).until(() -> ears.lost.get() == 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IDLE_TIMEOUT.plus(TOLERANCE));
        int before = ears.heard.get();
        await().atMost(PATIENCE).until(() -> ears.heard.get() > before);
        assertThat(sockets.clientId("gpu0")).isNotEqualTo(id);
    }

    @Test
    void aDisconnectedSocketIsNotMadeAgain() {
        sockets.disconnect("gpu0");
        String id = sockets.clientId("gpu0");

        assertThat(sockets.clientId("gpu0")).as("a fresh one each time").isNotEqualTo(id);
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> ears.lost.get() == 0);
    }

    /** Counts whole text messages. */
    private record Counter(AtomicInteger messages) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (last) {
                messages.incrementAndGet();
            }
            socket.request(1);
            return null;
        }
    }
}
