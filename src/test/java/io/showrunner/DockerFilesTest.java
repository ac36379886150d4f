package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a container engine reads, judged without one: by linters that know the specifications, and against each other. */
class DockerFilesTest {
    private static final Path DOCKER = Path.of("docker");

    private final JsonNode services = yaml(DOCKER.resolve("compose.yaml")).path("services");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npx --yes dclint@3.1.0 --quiet docker/compose.yaml",
                "npx --yes dockerfile-utils@0.16.3 lint docker/Dockerfile",
                "promtool check config --syntax-only docker/prometheus/prometheus.compose.yml",
                "promtool check config --syntax-only docker/prometheus/prometheus.cluster.yml"
            })
    void theToolsAcceptTheFiles(String command) throws Exception {
        Process tool =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(tool.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(tool.exitValue()).as(said).isZero();
    }

    @Test
    void everyServiceIsPinnedBoundToThisMachineAndStartedAgain() {
        assertThat(services.properties()).hasSize(10).allSatisfy(entry -> {
            JsonNode service = entry.getValue();
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
            assertThat(service.path("image").asText("showrunner:built"))
                    .contains(":")
                    .doesNotEndWith(":latest");
            assertThat(service.path("ports"))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:"));
            assertThat(service.has("healthcheck") || entry.getKey().equals("showrunner"))
                    .isTrue();
        });
    }

    @Test
    void onlyTheApplicationStartsWithoutAProfile() {
        assertThat(services.properties().stream()
                        .filter(entry -> !entry.getValue().has("profiles"))
                        .map(Map.Entry::getKey))
                .containsExactly("showrunner");
    }

    @Test
    void everyMountedFileIsThere() {
        assertThat(mounts().map(mount -> mount.split(":")[0]).filter(source -> source.startsWith(".")))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(DOCKER.resolve(source)).exists());
    }

    @Test
    void theApplicationHasTimeToDrain() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("config/application.properties"))) {
            settings.load(file);
        }
        int drain = Integer.parseInt(settings.getProperty("camel.main.shutdown-timeout"));

        assertThat(services.path("showrunner").path("stop_grace_period").asText())
                .matches("\\d+s")
                .satisfies(grace ->
                        assertThat(Integer.parseInt(grace.replace("s", ""))).isGreaterThanOrEqualTo(2 * drain));
    }

    @Test
    void theRulesAreTheSameFileInsideAndOutsideOfContainers() {
        assertThat(mounts()).anyMatch(mount -> mount.startsWith("./prometheus/showrunner.rules.yml:"));
        assertThat(yaml(DOCKER.resolve("prometheus/prometheus.compose.yml")).path("rule_files"))
                .isEqualTo(yaml(DOCKER.resolve("prometheus/prometheus.yml")).path("rule_files"));
    }

    @Test
    void filebeatReadsTheFileThatTheApplicationWrites() {
        String written =
                services.at("/showrunner/environment/SHOWRUNNER_LOG_FILE").asText();
        JsonNode input = yaml(DOCKER.resolve("filebeat/filebeat.yml")).at("/filebeat.inputs/0");

        assertThat(mounts()).contains("logs:" + Path.of(written).getParent(), "logs:/logs:ro");
        assertThat(input.at("/paths/0").asText())
                .isEqualTo("/logs/" + Path.of(written).getFileName());
        assertThat(input.at("/parsers/0/ndjson/expand_keys").asBoolean()).isTrue();
    }

    @Test
    void theImageIsTrainedWithTheOptionsThatItRunsWith() throws IOException {
        String file = Files.readString(DOCKER.resolve("Dockerfile"));

        assertThat(List.of(
                        "-XX:+UseG1GC", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"))
                .allSatisfy(option ->
                        assertThat(file.split(Pattern.quote(option), -1)).hasSize(3));
        assertThat(file).contains("USER 10001:10001", "STOPSIGNAL SIGTERM");
    }

    /** With its anchors and merges resolved, as the engine reads it. */
    private static JsonNode yaml(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new ObjectMapper().valueToTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> mounts() {
        return services.valueStream()
                .flatMap(service -> service.path("volumes").valueStream())
                .map(JsonNode::asText)
                .filter(mount -> !mount.startsWith("${"));
    }
}
