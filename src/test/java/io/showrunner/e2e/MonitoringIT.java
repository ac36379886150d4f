package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
                        .with("showrunner.film", "clips")
                        .with("showrunner.llm.providers[1].url", "http://127.0.0.1:9/v1/chat/completions")
                        .with("showrunner.llm.providers[1].model", "standby")
                        .with("showrunner.llm.standby-warm-up", "10m")
                        .start();
                MonitoringServers servers =
                        new MonitoringServers(monitoring, studio.pipeline().port())) {
            // Given
            studio.drop("first.json", SmallBrief.json("first", "One", "Two", "Three"));
            studio.finishedStory("first");
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> assertThat(liveMetrics(studio))
                    .containsExactlyInAnyOrderElementsOf(documentedMetrics()));
            await().atMost(TestStudio.PATIENCE)
                    .untilAsserted(() -> assertThat(silentPanels(servers)).isEmpty());

            // When
            studio.gpu(0).faults().foreignVram(23_500);
            studio.gpu(1).faults().onEveryPrompt().slow(10);
            studio.drop("held.json", SmallBrief.json("held", "Four", "Five", "Six"));
            studio.finishedStory("held");

            // Then
            JsonNode memory =
                    servers.awaitNotification("gpu_vram_critical", "firing").alert();
            assertThat(memory.path("labels").path("instance").asText()).isEqualTo("gpu0");
            assertThat(memory.path("annotations").path("summary").asText()).startsWith("gpu0 has ");
            JsonNode page = servers.awaitPage("gpu_vram_critical", "trigger");
            assertThat(page.at("/payload/severity").asText()).isEqualTo("critical");

            // When
            studio.gpu(0).faults().foreignVram(0);

            // Then
            servers.awaitNotification("gpu_vram_critical", "resolved");
            assertThat(servers.awaitPage("gpu_vram_critical", "resolve").path("dedup_key"))
                    .isEqualTo(page.path("dedup_key"));

            // When
            studio.gpu(1).kill();

            // Then
            servers.awaitNotificationAbout("gpu1", "instance_down", "firing");

            // When
            studio.gpu(1).restart();

            // Then
            servers.awaitNotificationAbout("gpu1", "instance_down", "resolved");
        }
    }

    /** Those of Camel, Java and the breakers are described where they come from. */
    private static List<String> liveMetrics(TestStudio studio) {
        return new HttpTalk(studio.pipeline().port())
                .get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2].replaceFirst("_max$", ""))
                .filter(name -> !name.matches("(app|camel|jvm|process|system|resilience4j|executor)_.*"))
                .distinct()
                .toList();
    }

    /** Names in the first column of the table of metrics; a group of others' ends in an ellipsis. */
    private static List<String> documentedMetrics() throws IOException {
        return Files.readString(Path.of("docs/operations.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| metric |"))
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> Pattern.compile("`([a-z0-9_]+)`")
                        .matcher(line.split("\\|")[1])
                        .results())
                .map(name -> name.group(1))
                .filter(name -> !name.startsWith("camel_"))
                .toList();
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
