package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.Settings;
import io.showrunner.story.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes in containers of one machine, judged without an engine: by the schema, the settings and each other. */
class ComposeClusterTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:([-?])([^}]*)}");

    @TempDir
    Path home;

    private final JsonNode services = DeploymentFiles.documents(Path.of("docker/compose.cluster.yaml"))
            .get(0)
            .path("services");

    @Test
    void composeIsWhatItsSchemaSays() throws Exception {
        DeploymentFiles.Answer answer =
                DeploymentFiles.ask("npx --yes dclint@3.1.0 --quiet docker/compose.cluster.yaml", "");

        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    @Test
    void everyNodeOfComposeStartsWithItsSettingsAndDiffersInItsNameItsPortAndItsData() {
        List<Map.Entry<String, JsonNode>> nodes = services.properties().stream()
                .filter(service -> service.getKey().startsWith("showrunner-"))
                .toList();

        assertThat(nodes).hasSize(3).allSatisfy(node -> {
            Settings settings =
                    DeploymentFiles.settings(home, variables(node.getValue().path("environment")));
            assertThat(settings.cluster().node()).contains(node.getKey());
            assertThat(settings.instances())
                    .extracting(instance -> instance.url().getHost())
                    .allMatch(services::has)
                    .hasSize(4);
            assertThat(settings.llm().providers())
                    .allMatch(provider -> services.has(provider.url().getHost()));
        });
        assertThat(nodes)
                .extracting(node -> shared(node.getValue()))
                .containsOnly(shared(nodes.get(0).getValue()));
    }

    @Test
    void prometheusKnowsEveryNodeByItsName() {
        assertThat(DeploymentFiles.documents(Path.of("docker/prometheus/prometheus.cluster.yml"))
                        .get(0)
                        .at("/scrape_configs/0/static_configs"))
                .hasSize(3)
                .allSatisfy(
                        node -> assertThat(services.has(node.at("/labels/node").asText()))
                                .isTrue())
                .allSatisfy(node -> assertThat(node.at("/targets/0").asText())
                        .isEqualTo(node.at("/labels/node").asText() + ":8080"));
    }

    @Test
    void everyServiceOfComposeIsPinnedBoundedAndReachedFromThisMachineAlone() {
        assertThat(services.properties()).allSatisfy(entry -> {
            JsonNode service = entry.getValue();
            assertThat(service.path("image").asText()).contains(":").doesNotEndWith(":latest");
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
            assertThat(service.has("mem_limit")).isTrue();
            assertThat(service.path("ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            assertThat(service.has("healthcheck") || service.has("build")).isTrue();
        });
    }

    /** As the engine fills them in, with something where it would refuse to start without. */
    private static Map<String, String> variables(JsonNode environment) {
        Map<String, String> variables = new TreeMap<>();
        environment
                .properties()
                .forEach(each -> variables.put(
                        each.getKey(),
                        VARIABLE.matcher(each.getValue().asText())
                                .replaceAll(
                                        found -> found.group(1).equals("?") ? "0123456789abcdef" : found.group(2))));
        return variables;
    }

    private static JsonNode shared(JsonNode node) {
        ObjectNode common = node.deepCopy();
        common.remove("ports");
        ((ObjectNode) common.path("environment")).remove("SHOWRUNNER_CLUSTER_NODE");
        common.set(
                "volumes",
                Json.mapper()
                        .valueToTree(node.path("volumes")
                                .valueStream()
                                .map(volume -> volume.asText().replaceAll("^data-\\d:", "data:"))
                                .toList()));
        return common;
    }
}
