package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CliTest {
    @TempDir
    Path folder;

    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
    }

    @Test
    void withoutACommandItRunsWithTheSettingsOfTheHome() {
        person.system.setProperty("showrunner.http.port", "9999");

        assertThat(person.type()).isZero();

        assertThat(person.ran.settings().home()).isEqualTo(person.home);
        assertThat(person.ran.settings().http().port()).isEqualTo(9999);
        assertThat(person.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'--home home run'", "'run --home home'"})
    void theHomeMayBeNamedBeforeOrAfterTheCommand(String arguments) {
        assertThat(person.typeIn(folder, arguments.split(" "))).isZero();
        assertThat(person.ran.settings().home()).isEqualTo(person.home);
    }

    @Test
    void withoutAHomeOneLineSaysWhatToDo() {
        assertThat(person.typeIn(folder)).isEqualTo(1);

        assertThat(person.err().lines())
                .singleElement()
                .asString()
                .startsWith("showrunner: no home found")
                .contains("--home DIR");
    }

    @Test
    void everyProblemOfTheSettingsIsALineOfItsOwn() {
        person.system.setProperty("showrunner.http.port", "x");
        person.environment.put("SHOWRUNNER_SCENE_MAX_WIAT", "1s");

        assertThat(person.type("run")).isEqualTo(1);

        assertThat(person.err().lines()).hasSize(2).allMatch(line -> line.startsWith("showrunner: "));
    }

    @Test
    void aFailureIsOneLineAndItsStackTraceOnlyOnRequest() {
        person.failure = new NoSuchFileException("/nowhere");

        assertThat(person.type("run")).isEqualTo(1);
        assertThat(person.err()).isEqualToIgnoringNewLines("showrunner: no such file: /nowhere");

        assertThat(person.type("run", "--verbose")).isEqualTo(1);
        assertThat(person.err()).contains("showrunner: no such file: /nowhere", "\tat io.showrunner.cli.");
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        person.failure = new IllegalStateException();
        person.type();
        assertThat(person.err()).contains("IllegalStateException; --verbose says more");

        person.failure = new SettingsException(List.of("a\033[31m", "b"));
        person.type();
        assertThat(person.err().lines()).containsExactly("showrunner: a [31m", "showrunner: b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --hom x            | Unknown
            rnu                | Unmatched argument
            submit             | Missing required parameter: 'FILE'
            demo --scenes 13   | --scenes=13 is not allowed; it must be from 1 to 12.
            demo --seed 42     | --seed means something with --chaos only.
            demo --gpus 0      | --gpus=0 is not allowed; it must be from 1 to 8.
            demo --scenes x    | Invalid value for option '--scenes'
            simulate           | Missing required subcommand: comfyui or llm.
            simulate comfyui --pace -1 | --pace=-1.0 is not allowed; it must be from 0 to 1000.
            simulate comfyui --frame-ms -1 | --frame-ms=-1 is not allowed; it must not be negative.
            simulate comfyui --count 0 | --count=0 is not allowed; it must be from 1 to 512.
            bench --gpus 0     | --gpus=0 is not allowed; it must be from 1 to 512.
            bench --nodes 2 --url http://127.0.0.1:8188 | --nodes uses simulated GPUs and measures nothing else; leave --url, --eta, --frames and --idle out.
            bench --gpus 4 --scenes 3001 | --scenes=3001 is not allowed; it must be from 1 to 3000.
            simulate comfyui --fault x=y | Invalid value for option '--fault'
            submit a --url x   | --url=x is not allowed
            cancel             | Missing required parameter: 'ID[/SCENE]'
            cancel a/b/c       | it must be like story-x or story-x/scene-001
            cancel a/          | it must be like story-x or story-x/scene-001
            pause              | Missing required argument
            pause a --stage b  | mutually exclusive
            pause --stage b    | --stage=b is not allowed; it must be one of intake, write, render, collect, assemble, all.
            priority a soon    | expected one of [HIGH, NORMAL, LOW]
            queue --limit x    | Invalid value for option '--limit'
            """)
    void aWrongUseIsOneLineWithCodeTwo(String arguments, String words) {
        assertThat(person.type(arguments.split(" "))).isEqualTo(2);

        assertThat(person.err().lines())
                .singleElement()
                .asString()
                .startsWith("showrunner: ")
                .contains(words, " --help");
    }

    @Test
    void theVersionNamesTheJavaToo() {
        assertThat(person.type("--version")).isZero();
        assertThat(person.out()).startsWith("showrunner ").contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void theDemoGetsItsOptionsAndAView() {
        assertThat(person.type("demo", "--scenes", "2", "--gpus", "3", "--keep", "--out", "films"))
                .isZero();

        assertThat(person.shown)
                .isEqualTo(
                        new DemoOptions(person.home, person.home.resolve("films"), 2, 3, true, OptionalLong.empty()));
        assertThat(person.out()).isEqualToIgnoringNewLines("a simulation");
    }

    @Test
    void briefsAndWorkflowsAreValidated() throws IOException {
        Files.writeString(
                person.home.resolve("good.yaml"),
                "premise: A lighthouse keeper counts the ships that never come.\ngenre: drama\nmood: calm\n");
        Files.writeString(person.home.resolve("bad.json"), "{\"premise\": \"short\", \"scenecount\": 3}");
        Path workflow = Path.of("config/workflows/smoke.workflow.json").toAbsolutePath();
        Files.copy(workflow, person.home.resolve("alone.workflow.json"));

        assertThat(person.type("validate", "good.yaml", workflow.toString())).isZero();
        assertThat(person.out().lines()).containsExactly("good.yaml: valid", workflow + ": valid");

        assertThat(person.type("validate", "good.yaml", "bad.json", "nowhere.md", "alone.workflow.json"))
                .isEqualTo(1);
        assertThat(person.out()).isEqualToIgnoringNewLines("good.yaml: valid");
        assertThat(person.err().lines())
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.matches("showrunner: (bad.json|nowhere.md|alone.workflow.json): .*"))
                .contains("showrunner: nowhere.md: no such file")
                .anyMatch(
                        line -> line.contains("workflow alone cannot be used") && line.contains("alone.mapping.json"));
    }

    @Test
    void healthOfServersThatAreNotThereIsUnhealthy() {
        String nowhere = "http://127.0.0.1:1";
        person.system.setProperty("showrunner.comfyui.instances[0].url", nowhere);
        person.system.setProperty("showrunner.llm.providers[0].url", nowhere);
        person.system.setProperty("showrunner.llm.providers[1].url", nowhere);

        assertThat(person.type("health")).isEqualTo(1);
        assertThat(person.out()).startsWith("UNHEALTHY").contains("gpu0: failed, " + nowhere + "; connection refused");

        assertThat(person.typeIn(folder, "health", "--json")).isEqualTo(1);
        assertThat(person.out()).contains("\"overall\" : \"UNHEALTHY\"");
    }
}
