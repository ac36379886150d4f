package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.forecast.ForecastFile.Learned;
import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.story.SceneId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastFileTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Expectation USUAL = new Expectation(Duration.ofSeconds(45), Duration.ofSeconds(60));

    @TempDir
    private Path folder;

    private Path path;
    private ForecastFile file;

    @BeforeEach
    void name() {
        path = folder.resolve("durations.json");
        file = new ForecastFile(path);
    }

    @Test
    void whatWasLearnedIsThereAgainAfterARestart() {
        // Given
        SceneDurations durations = new SceneDurations(workflow -> USUAL);
        ForecastRecord record = new ForecastRecord(Map.of());
        Forecaster forecaster = new Forecaster(durations, new StepDurations(), record);
        SceneId scene = new SceneId("story-bees", "scene-001");
        record.note(Moment.STARTED, scene, 1, NOON, new Eta(NOON.plusSeconds(50), NOON.plusSeconds(60), "expected"));
        forecaster.published(scene, new Execution("svd", "gpu0", NOON, NOON.plusSeconds(130)), NOON.plusSeconds(133));
        forecaster.written(Duration.ofSeconds(70));

        // When
        file.write(forecaster.learned());
        Learned learned = file.read();

        // Then
        SceneDurations again = new SceneDurations(workflow -> USUAL, learned.workflows());
        assertThat(again.estimate("svd", "gpu0")).isEqualTo(durations.estimate("svd", "gpu0"));
        assertThat(again.measured()).isEqualTo(durations.measured());
        assertThat(new StepDurations(learned.writing(), learned.publishing())
                        .publishing()
                        .median())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(new ForecastRecord(learned.coverage()).lastWrong(NOON.plusSeconds(133)))
                .isEqualTo(record.lastWrong(NOON.plusSeconds(133)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"workflows\": {\"svd\"",
                "[]",
                "{}",
                "null",
                "{\"workflows\": {\"svd\": {\"level\": {\"mean\": \"NaN\"}}}, \"writing\": {}, \"publishing\": {},"
                        + " \"coverage\": {}}"
            })
    void aDamagedFileIsNotUsed(String content) throws IOException {
        Files.writeString(path, content);

        assertThat(file.read().workflows()).isEmpty();
    }

    @Test
    void nothingIsWrittenAgainThatIsThere() throws IOException {
        Forecaster forecaster = new Forecaster(
                new SceneDurations(workflow -> USUAL), new StepDurations(), new ForecastRecord(Map.of()));
        file.write(forecaster.learned());
        Files.delete(path);

        file.write(forecaster.learned());

        assertThat(path).doesNotExist();
    }

    @Test
    void aDiskThatTakesNothingKeepsNothingFromGoingOn() throws IOException {
        Forecaster forecaster = new Forecaster(
                new SceneDurations(workflow -> USUAL), new StepDurations(), new ForecastRecord(Map.of()));
        Path gone = folder.resolve("gone");
        ForecastFile unwritable = new ForecastFile(gone.resolve("durations.json"));
        Files.writeString(gone, "no folder");

        unwritable.write(forecaster.learned());

        Files.delete(gone);
        unwritable.write(forecaster.learned());
        assertThat(gone.resolve("durations.json")).as("tried again").exists();
    }
}
