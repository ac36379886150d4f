package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** docs/cli.md has every command, every exit code, and for every operation of the API the command that does it. */
class CommandDocTest {
    private static final Path PAGE = Path.of("docs/cli.md");
    private static final Pattern COMMAND_ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+(?: [a-z-]+)?)[^`]*` \\|.*\\|(.*)\\|$");
    private static final Pattern CODE_ROW = Pattern.compile("(?m)^\\| ([0-9]+) \\| (.*) \\|$");
    private static final Pattern NOT_A_COMMAND = Pattern.compile("(?m)^- `([A-Za-z]+)`: .+$");
    private static final Pattern WORD = Pattern.compile("`([A-Za-z]+)`");

    /** They make or start something, and have nothing to print that a script would read. */
    private static final Set<String> WITHOUT_JSON =
            Set.of("run", "demo", "completion", "simulate comfyui", "simulate llm");

    @TempDir
    Path folder;

    private CommandLineUse person;
    private String page;

    @BeforeEach
    void read() throws IOException {
        person = new CommandLineUse(folder);
        page = Files.readString(PAGE);
    }

    @Test
    void everyCommandHasARowAndEveryRowACommand() throws IOException {
        assertThat(rows().keySet()).isEqualTo(new TreeSet<>(commands().toList()));
    }

    @Test
    void everyOperationOfTheApiHasACommandOrAReasonForNone() throws IOException {
        Set<String> named = new TreeSet<>();
        rows().values().forEach(cell -> WORD.matcher(cell).results().forEach(found -> named.add(found.group(1))));
        List<String> without = NOT_A_COMMAND
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(named).doesNotContainAnyElementsOf(without);
        named.addAll(without);
        assertThat(named).isEqualTo(operations());
    }

    @Test
    void everyExitCodeIsInTheTableAndInTheHelp() {
        Map<String, String> table = new TreeMap<>();
        CODE_ROW.matcher(page).results().forEach(row -> table.put(row.group(1), row.group(2)));

        assertThat(table)
                .isEqualTo(new TreeMap<>(Arrays.stream(ExitStatus.values())
                        .collect(Collectors.toMap(status -> Integer.toString(status.code()), ExitStatus::meaning))));
        assertThat(person.type("status", "--help")).isZero();
        assertThat(person.out()).contains("Exit codes:", "3   " + ExitStatus.NO_SERVER.meaning());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAndSpeaksJsonIfItTellsAnything(String command) {
        assertThat(person.type((command + " --help").split(" "))).isZero();

        assertThat(person.out()).contains("Usage: showrunner " + command, "--home");
        assertThat(person.out().contains("--json")).as(command + " --json").isEqualTo(!WITHOUT_JSON.contains(command));
    }

    static Stream<String> commands() throws IOException {
        CommandLine model = Cli.model(null, Surroundings.ofProcess());
        return model.getSubcommands().entrySet().stream()
                .flatMap(command -> withParts(command.getKey(), command.getValue()));
    }

    /** A group without a part of its own is no command: it asks for one. */
    private static Stream<String> withParts(String name, CommandLine command) {
        Stream<String> parts = command.getSubcommands().keySet().stream().map(part -> name + " " + part);
        return name.equals("simulate") ? parts : Stream.concat(Stream.of(name), parts);
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        COMMAND_ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    private static Set<String> operations() throws IOException {
        Set<String> ids = new TreeSet<>();
        JsonNode document = new YAMLMapper().readTree(Files.readString(Path.of("config/openapi.yaml")));
        document.path("paths")
                .forEach(path -> path.forEach(verb -> {
                    if (verb.has("operationId")) {
                        ids.add(verb.path("operationId").asText());
                    }
                }));
        return ids;
    }
}
