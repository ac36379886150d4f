package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenePaceTest {
    private final SceneDurations durations =
            new SceneDurations(workflow -> new Expectation(Duration.ofSeconds(45), Duration.ofSeconds(60)));
    private final ScenePace pace = new ScenePace(durations);

    private ScenePace.View after(int seconds, int times) {
        IntStream.range(0, times).forEach(i -> durations.learn("svd", "gpu0", Duration.ofSeconds(seconds)));
        return pace.views().get(0);
    }

    @Test
    void whatIsExpectedStandsBesideWhatIsMeasured() {
        assertThat(after(50, 10)).isEqualTo(new ScenePace.View("svd", 45, 60, 10, 50, 50, null));
    }

    @Test
    void aDeviationLastsUntilScenesAreAlmostAsExpectedAgain() {
        assertThat(after(125, 4).deviation()).as("too few").isNull();
        assertThat(after(125, 1).deviation())
                .isEqualTo("a scene of svd takes 2m05s on average, expected were 45s to 1m00s");
        assertThat(after(55, 30).deviation()).as("65 s on average").isNull();
        assertThat(after(10, 300).deviation()).as("faster").contains("10s on average");
    }
}
