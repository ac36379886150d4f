package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that {@code completion} prints, in a bash. */
class CompletionTest {
    @TempDir
    Path folder;

    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dead-le           | dead-letters
            fleet reset       | reset-breaker
            status --wat      | --watch
            submit --pict     | --picture
            """)
    void bashCompletesCommandsAndOptions(String typed, String completed) throws Exception {
        assertThat(person.type("completion", "bash")).isZero();
        Files.writeString(folder.resolve("completion"), person.out());

        assertThat(bash("""
                source ./completion || exit 1
                complete -p showrunner > /dev/null || exit 1
                compopt() { :; }    # works only while a person presses the key
                COMP_WORDS=(showrunner %s)
                COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
                _complete_showrunner
                echo "${COMPREPLY[@]}"
                """.formatted(typed))).isEqualTo(completed);
    }

    @Test
    void zshGetsTheSameScriptWhichLoadsWhatItNeedsThere() {
        person.type("completion", "bash");
        String script = person.out();

        assertThat(person.type("completion", "zsh")).isZero();

        assertThat(person.out().replaceAll("(?m)^# .*$", ""))
                .isEqualTo(script.replaceAll("(?m)^# .*$", ""))
                .contains("bashcompinit");
    }

    private String bash(String script) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "--norc", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }
}
