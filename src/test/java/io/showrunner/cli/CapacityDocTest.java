package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/capacity.md are what the plan command prints. */
class CapacityDocTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```\n\\$ java -jar target/showrunner\\.jar (plan [^\n]+)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theExamplesAreWhatTheCommandPrints() throws IOException {
        CommandLineUse person = PlanCommandTest.withProfiles(folder);
        List<String[]> examples = EXAMPLE.matcher(Files.readString(Path.of("docs/capacity.md")))
                .results()
                .map(example -> new String[] {example.group(1), example.group(2)})
                .toList();

        assertThat(examples).hasSize(3);
        for (String[] example : examples) {
            assertThat(person.type(example[0].split(" "))).isZero();
            assertThat(person.out()).isEqualTo(example[1]);
        }
    }
}
