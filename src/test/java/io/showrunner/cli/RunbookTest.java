package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is paged at night can type what the runbook says. */
class RunbookTest {
    private static final Path RUNBOOK = Path.of("docs/operations.md");
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|`)showrunner ([a-z][a-z-]*(?: [a-z][a-z-]*)?)(?=[` ])", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneOfThisProgram(String command) throws IOException {
        CommandLineUse person = new CommandLineUse(folder);

        assertThat(person.type((command + " --help").split(" "))).isZero();

        assertThat(person.out()).contains("Usage: showrunner " + command);
    }

    @Test
    void everyAlertSaysWhatItMeansWhatToLookAtAndWhatToDo() throws IOException {
        String[] parts = Files.readString(RUNBOOK).split("\n### (?=[a-z]+_)");

        assertThat(Arrays.stream(parts).skip(1)).hasSizeGreaterThan(10).allSatisfy(alert -> assertThat(alert)
                .contains("\n- Look: ", "\n- Do: ")
                .containsPattern("(Warning|Critical)[.,]"));
    }

    static Stream<String> commands() throws IOException {
        return COMMAND.matcher(Files.readString(RUNBOOK))
                .results()
                .map(found -> found.group(1))
                .distinct();
    }
}
