package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.Settings;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes in a cluster of Kubernetes, judged without one: by the schemas, the settings and the files that are named. */
class KubernetesFilesTest {
    private static final Path KUBERNETES = Path.of("docker/kubernetes");
    private static final Path KUSTOMIZATION = KUBERNETES.resolve("kustomization.yaml");
    private static final String CHECK = "npx --yes -p typescript@5.9.3 -p kubernetes-models@5.1.0"
            + " -p @kubernetes-models/keda@2.0.0 -p @kubernetes-models/prometheus-operator@6.0.0"
            + " node src/test/resources/kubernetes/check-objects.mjs";

    @TempDir
    Path home;

    private final List<JsonNode> objects = objects();

    @Test
    void everyObjectOfKubernetesIsWhatItsSchemaSaysAndAWrongFieldIsFound() throws Exception {
        assertThat(DeploymentFiles.ask(CHECK, Json.write(objects)).text()).isEqualTo("all are valid");

        ObjectNode wrong = object("Deployment", "showrunner").deepCopy();
        ((ObjectNode) wrong.at("/spec/template/spec/containers/0")).putObject("livenesProbe");
        assertThat(DeploymentFiles.ask(CHECK, Json.write(List.of(wrong))).text())
                .contains("'\"livenesProbe\"' does not exist");
    }

    @Test
    void aPodStartsWithItsSettings() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        for (String line : Files.readAllLines(KUBERNETES.resolve("showrunner.env"))) {
            if (!line.startsWith("#")) {
                variables.put(line.split("=", 2)[0], line.split("=", 2)[1]);
            }
        }
        container("showrunner")
                .path("env")
                .forEach(each -> variables.put(each.path("name").asText(), "of-the-pod-0123456789"));
        variables.put("SHOWRUNNER_CLUSTER_NODE", "showrunner-7c9f8d6b5-x2x4z");

        Settings settings = DeploymentFiles.settings(home, variables);

        JsonNode scaling = object("ScaledObject", "comfyui").path("spec");
        assertThat(settings.instances())
                .hasSize(scaling.path("maxReplicaCount").asInt())
                .allSatisfy(
                        instance -> assertThat(instance.url().toString()).matches("http://comfyui-\\d\\.comfyui:8188"));
        assertThat(Json.read(Path.of("config/profiles/production.json"), JsonNode.class)
                        .path("maxInstances")
                        .asInt())
                .isEqualTo(settings.instances().size());
        assertThat(settings.llm().providers())
                .hasSize(object("StatefulSet", "ollama").at("/spec/replicas").asInt());
    }

    @Test
    void everySecretThatIsAskedForIsInTheExample() {
        JsonNode secret = object("Secret", "showrunner").path("stringData");

        assertThat(objects.stream().flatMap(object -> object.findValues("secretKeyRef").stream()))
                .isNotEmpty()
                .allMatch(reference -> secret.has(reference.path("key").asText()));
        assertThat(secret).allMatch(value -> value.asText().isEmpty());
    }

    @Test
    void theConfigMapsAreMadeOfEveryFileThereIs() throws IOException {
        JsonNode maps = DeploymentFiles.documents(KUSTOMIZATION).get(0).path("configMapGenerator");

        assertThat(files(maps, "showrunner-routes"))
                .as("a file of routes is named in %s, or is not there", KUSTOMIZATION)
                .isEqualTo(named("routes"));
        assertThat(files(maps, "showrunner-prompts"))
                .as("a file of config/prompts is named in %s, or is not there", KUSTOMIZATION)
                .isEqualTo(named("config/prompts"));
        assertThat(files(maps, "showrunner-workflows"))
                .as("a file of config/workflows is named in %s, or is not there", KUSTOMIZATION)
                .isEqualTo(named("config/workflows"));
        assertThat(container("showrunner").path("volumeMounts").findValuesAsText("name"))
                .contains("routes", "prompts", "workflows", "config");
    }

    @Test
    void theKustomizationHasEveryFileButTheExample() throws IOException {
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            assertThat(DeploymentFiles.documents(KUSTOMIZATION).get(0).path("resources"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(files.map(
                                    file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .filter(name -> !name.equals("kustomization.yaml") && !name.equals("secret.example.yaml"))
                            .toList());
        }
    }

    @Test
    void aNodeIsProbedWhereTheImageIsAndHasTimeToDrain() throws IOException {
        JsonNode node = container("showrunner");

        assertThat(Files.readString(Path.of("docker/Dockerfile"))).contains("/observe/health/live");
        assertThat(node.at("/startupProbe/exec/command/2").asText()).endsWith("8080/observe/health/live");
        assertThat(node.at("/livenessProbe/exec/command/2").asText()).endsWith("8080/observe/health/live");
        assertThat(node.at("/readinessProbe/exec/command/2").asText()).endsWith("8080/observe/health/ready");
        assertThat(object("Deployment", "showrunner")
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThanOrEqualTo(2 * shutdownTimeout());
    }

    @Test
    void podsHaveNoMoreRightsThanTheyNeed() {
        assertThat(List.of("showrunner", "redis", "artemis")).allSatisfy(app -> {
            JsonNode pod = pod(app);
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/containers/0/securityContext/capabilities/drop/0")
                            .asText())
                    .isEqualTo("ALL");
        });
        assertThat(List.of("showrunner", "redis", "artemis", "comfyui", "ollama"))
                .allSatisfy(app -> {
                    JsonNode pod = pod(app);
                    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .isFalse();
                    assertThat(pod.at("/containers/0/securityContext/allowPrivilegeEscalation")
                                    .asBoolean(true))
                            .isFalse();
                    assertThat(pod.at("/containers/0/resources/limits").size()).isGreaterThanOrEqualTo(2);
                    assertThat(pod.at("/containers/0/image").asText())
                            .contains(":")
                            .doesNotEndWith(":latest");
                });
        assertThat(pod("showrunner")
                        .at("/containers/0/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theScalerAsksForAMetricThatThereIs() throws IOException {
        String query = object("ScaledObject", "comfyui")
                .at("/spec/triggers/0/metadata/query")
                .asText();

        assertThat(query).contains("showrunner_backlog_minutes");
        assertThat(Files.readString(Path.of("docs/operations.md"))).contains("`showrunner_backlog_minutes`");
    }

    private static int shutdownTimeout() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("config/application.properties"))) {
            settings.load(file);
        }
        return Integer.parseInt(settings.getProperty("camel.main.shutdown-timeout"));
    }

    private JsonNode container(String app) {
        return pod(app).at("/containers/0");
    }

    private JsonNode pod(String app) {
        return objects.stream()
                .filter(object -> object.at("/metadata/name").asText().equals(app))
                .map(object -> object.at("/spec/template/spec"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode object(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> objects() {
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.equals(KUSTOMIZATION))
                    .sorted()
                    .flatMap(file -> DeploymentFiles.documents(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(JsonNode maps, String name) {
        return maps.valueStream()
                .filter(map -> map.path("name").asText().equals(name))
                .flatMap(map -> map.path("files").valueStream())
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    private static List<String> named(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> "../../" + file).sorted().toList();
        }
    }
}
