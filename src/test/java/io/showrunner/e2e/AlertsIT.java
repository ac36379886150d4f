package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.showrunner.story.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Prometheus too somebody is told what happens: the application looks itself and posts to a webhook. */
class AlertsIT {
    private static final Duration SEVERAL_LOOKS = Duration.ofSeconds(3);

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
            int answer = status.get();
            if (answer == 200) {
                told.add(body);
            }
            exchange.sendResponseHeaders(answer, -1);
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
            await().atMost(TestStudio.PATIENCE).until(() -> !aboutTheDisk().isEmpty());
            assertThat(aboutTheDisk()).singleElement().satisfies(news -> {
                assertThat(news.path("status").asText()).isEqualTo("firing");
                assertThat(news.path("message").asText()).contains("showrunner.disk.min-free");
            });

            // When
            studio.stop();
            studio.with("showrunner.disk.min-free", "1MB").start();

            // Then
            await().during(SEVERAL_LOOKS)
                    .atMost(TestStudio.PATIENCE)
                    .until(() -> firing(studio).contains("disk_full")
                            && aboutTheDisk().size() == 1);
        }
    }

    private List<JsonNode> aboutTheDisk() {
        return told.stream()
                .filter(news -> news.path("name").asText().equals("disk_full"))
                .toList();
    }

    private static List<String> firing(TestStudio studio) throws Exception {
        return studio.get("/api/alerts").findValuesAsText("name");
    }
}
