package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Prometheus and Alertmanager watch a studio to which things happen. */
class MonitoringIT {
    private static final Path DASHBOARD = Path.of("docker/grafana/dashboards/showrunner.json");

    @TempDir
    private Path home;

    @TempDir
    private Path monitoring;

    @Test
    void whoeverIsOnCallIsToldWhatHappensAndThatItIsOver() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2)
                        .with("showrunner.fleet.probe-interval", "1s")
                        .start();
                MonitoringServers servers =
                        new MonitoringServers(monitoring, studio.pipeline().port())) {
            // Given
            studio.drop("first.json", SmallBrief.json("first", "One", "Two", "Three"));
            studio.finishedStory("first");
            await().atMost(TestStudio.PATIENCE)
                    .untilAsserted(() -> assertThat(silentPanels(servers)).isEmpty());

            // When
            studio.gpu(0).faults().foreignVram(23_500);
            studio.drop("held.json", SmallBrief.json("held", "Four", "Five"));
            studio.finishedStory("held");

            // Then
            JsonNode memory = servers.awaitNotification("gpu_vram_critical", "firing");
            assertThat(memory.path("labels").path("instance").asText()).isEqualTo("gpu0");
            assertThat(memory.path("annotations").path("summary").asText()).startsWith("gpu0 has ");

            // When
            studio.gpu(0).faults().foreignVram(0);

            // Then
            servers.awaitNotification("gpu_vram_critical", "resolved");
        }
    }

    private static List<String> silentPanels(MonitoringServers servers) throws Exception {
        List<String> silent = new ArrayList<>();
        for (JsonNode panel : Json.read(DASHBOARD, JsonNode.class).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                String query = target.path("expr").asText().replace("$job", "showrunner");
                if (servers.query(query).isEmpty()) {
                    silent.add(panel.path("title").asText() + ": " + query);
                }
            }
        }
        return silent;
    }
}
