package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowingPauseTest {
    @ParameterizedTest
    @CsvSource({"1, 15", "2, 30", "3, 60", "6, 480", "7, 600", "1000, 600"})
    void doublesUpToTheLongest(int failures, int seconds) {
        GrowingPause pause = new GrowingPause(Duration.ofSeconds(15), Duration.ofMinutes(10));

        assertThat(pause.after(failures)).hasSeconds(seconds);
    }
}
