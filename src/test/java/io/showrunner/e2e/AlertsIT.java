package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.showrunner.story.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Prometheus too somebody is told what happens: the application looks itself and posts to a webhook. */
class AlertsIT {
    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(503);

    @TempDir
    private Path home;

    private HttpServer receiver;

    @BeforeEach
    void receive() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            JsonNode body = Json.mapper().readTree(exchange.getRequestBody());
            if (status.get() == 200) {
                told.add(body);
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void aReceiverThatFailsIsToldLaterAndOnceAndSoItIsThatTheAlertIsOver() throws Exception {
        String webhook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts";
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.alerts.interval", "1s")
                .with("showrunner.alerts.webhook", webhook)
                .with("showrunner.disk.check-interval", "1s")
                .with("showrunner.disk.min-free", "1024GB")) {
            // Given
            studio.start();
            await().atMost(TestStudio.PATIENCE).until(() -> firing(studio).contains("disk_full"));
            assertThat(told).isEmpty();

            // When
            status.set(200);

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> !told.isEmpty());
            assertThat(told.get(0).path("name").asText()).isEqualTo("disk_full");
            assertThat(told.get(0).path("status").asText()).isEqualTo("firing");
            assertThat(told.get(0).path("message").asText()).contains("showrunner.disk.min-free");

            // When
            studio.stop();
            studio.with("showrunner.disk.min-free", "1MB").start();

            // Then
            assertThat(firing(studio)).contains("disk_full");
            assertThat(told)
                    .filteredOn(news -> news.path("name").asText().equals("disk_full"))
                    .hasSize(1);
        }
    }

    private static List<String> firing(TestStudio studio) throws Exception {
        return studio.get("/api/alerts").findValuesAsText("name");
    }
}
