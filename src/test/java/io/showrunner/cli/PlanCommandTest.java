package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
    @TempDir
    private Path folder;

    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = withProfiles(folder);
    }

    /** Somebody whose home has the shipped profiles and no stories. */
    static CommandLineUse withProfiles(Path folder) throws IOException {
        CommandLineUse person = new CommandLineUse(folder);
        Path profiles = Files.createDirectories(person.home.resolve("config/profiles"));
        for (String name : List.of("dev", "staging", "production")) {
            Files.copy(Path.of("config/profiles/" + name + ".json"), profiles.resolve(name + ".json"));
        }
        String schema = "config/schemas/capacity-profile.schema.json";
        Files.copy(Path.of(schema), person.home.resolve(schema));
        return person;
    }

    @Test
    void aDeadlineIsAnsweredForEachBasisWithWhatElseItTakes() {
        assertThat(type("--scenes", "600", "--within", "8h", "--profile", "staging"))
                .isZero();

        assertThat(person.out())
                .startsWith("600 scenes within 8h00m, by profile staging with 2 GPUs and at most 2 servers")
                .contains("scenes on one GPU at the same time: (24576 MB - 2048 MB for the system")
                .containsPattern("REFERENCE +EXPECTED")
                .containsPattern("GPUs needed +3, more than the profile allows +2")
                .containsPattern("LLM servers needed +\\d+ +\\d+")
                .contains("language model: 4 answers a story, 68 s each (profile)")
                .contains("disk: 1.00 MB a frame (profile), 16 GB, 1.6 % of the profile's disk")
                .contains("Graham 1969");
    }

    @Test
    void storiesThatArriveAreAnsweredWithTheWaitAndItsFormula() {
        assertThat(type("--stories-per-hour", "12")).isZero();

        assertThat(person.out())
                .startsWith("12 stories per hour of 3 scenes, each to wait 15m00s at most, by profile dev")
                .containsPattern("a scene waits +ever longer, by 8.5 scenes per hour")
                .contains("GB a day")
                .contains("Allen 1990, Whitt 1993");
    }

    @Test
    void theJsonHasTheFiguresOfEachBasis() {
        assertThat(type("--scenes", "600", "--within", "8h", "--profile", "production", "--json"))
                .isZero();

        JsonNode estimates = Json.read(person.out(), JsonNode.class).path("estimates");
        assertThat(estimates).hasSize(2);
        assertThat(estimates.path(0).path("gpusNeeded").asInt()).isEqualTo(3);
        assertThat(estimates.path(0).path("times").path("scenes").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --within 8h                               | scenes=
                    --scenes 10 --stories-per-hour 2          | mutually exclusive
                    --scenes 10 --within soon                 | 'soon' is no time; write it with its unit
                    --scenes 10 --within 1s                   | so no number of GPUs is done within 1 s.
                    --scenes 10 --per-gpu 2                   | 2 scenes at the same time do not fit on one card: (24576 MB
                    --scenes 10 --profile stagging            | did you mean staging?
                    """)
    void whatCannotBePlannedIsRefusedInOneLine(String arguments, String words) {
        assertThat(type(arguments.split(" "))).isEqualTo(2);

        assertThat(person.err().lines()).hasSize(1).first().asString().contains(words);
    }

    private int type(String... arguments) {
        return person.type(
                Stream.concat(Stream.of("plan"), Stream.of(arguments)).toArray(String[]::new));
    }
}
