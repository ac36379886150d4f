package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files under docker/ that monitoring programs read, judged by these programs themselves. */
class MonitoringFilesTest {
    private static final Path RULES = Path.of("docker/prometheus/showrunner.rules.yml");
    private static final Path RULE_TESTS = Path.of("docker/prometheus/showrunner.rules.test.yml");
    private static final Path RUNBOOK = Path.of("docs/operations.md");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promtool test rules docker/prometheus/showrunner.rules.test.yml",
                "promtool check config docker/prometheus/prometheus.yml",
                "amtool check-config docker/alertmanager/alertmanager.yml"
            })
    void theProgramsAcceptTheirFiles(String command) throws Exception {
        Process program =
                new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(said).isZero();
    }

    @Test
    void everyAlertIsTestedAndHasItsPartOfTheRunbook() throws IOException {
        String tests = Files.readString(RULE_TESTS);
        String runbook = Files.readString(RUNBOOK);

        assertThat(alerts()).hasSizeGreaterThan(10).allSatisfy(alert -> {
            String name = alert.path("alert").asText();
            assertThat(tests).contains("alertname: " + name);
            assertThat(runbook).contains("### " + name + "\n");
            assertThat(alert.path("annotations").path("runbook").asText()).isEqualTo("docs/operations.md#" + name);
        });
    }

    private static List<JsonNode> alerts() throws IOException {
        JsonNode groups = new YAMLMapper().readTree(RULES.toFile()).path("groups");
        return groups.valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .filter(rule -> rule.has("alert"))
                .toList();
    }
}
