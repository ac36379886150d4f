package io.showrunner.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.forecast.Basis.Level;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SceneDurationsTest {
    private static final Expectation USUAL = new Expectation(Duration.ofSeconds(45), Duration.ofSeconds(60));

    private final SceneDurations durations = new SceneDurations(workflow -> USUAL);

    private void learn(String workflow, String instanceId, int seconds, int times) {
        IntStream.range(0, times).forEach(i -> durations.learn(workflow, instanceId, Duration.ofSeconds(seconds)));
    }

    private static double seconds(Estimate estimate) {
        return estimate.median().toMillis() / 1000.0;
    }

    @Test
    void beforeAnythingIsMeasuredTheExpectationHoldsAndSaysSo() {
        Estimate estimate = durations.estimate("svd", "gpu0");

        assertThat(estimate.median()).isBetween(USUAL.from(), USUAL.to());
        assertThat(estimate.basis())
                .isEqualTo(new Basis(Level.EXPECTED, 0, "svd expected, not measured: 45s to 1m00s a scene"));
        assertThat(durations.basis("svd")).isEqualTo(estimate.basis());
    }

    @Test
    void aFewScenesOfAServerCountForItAndForTheOthers() {
        learn("svd", "gpu0", 130, 3);

        assertThat(durations.estimate("svd", "gpu0").basis())
                .isEqualTo(new Basis(Level.INSTANCE, 3, "3 measured scenes of svd on gpu0"));
        assertThat(durations.estimate("svd", "gpu1"))
                .satisfies(elsewhere -> assertThat(seconds(elsewhere)).isCloseTo(130, within(1.0)))
                .extracting(Estimate::basis)
                .isEqualTo(new Basis(Level.WORKFLOW, 3, "3 measured scenes of svd"));
    }

    @Test
    void aServerThatIsSlowerIsToldFromTheOthers() {
        for (int i = 0; i < 20; i++) {
            learn("svd", "fast", 60, 1);
            learn("svd", "slow", 120, 1);
        }

        assertThat(seconds(durations.estimate("svd", "fast"))).isCloseTo(60, within(6.0));
        assertThat(seconds(durations.estimate("svd", "slow"))).isCloseTo(120, within(12.0));
    }

    @Test
    void whatOtherWorkflowsTookAgainstTheirExpectationIsBetterThanNothing() {
        learn("picture", "gpu0", 104, 5);

        Estimate estimate = durations.estimate("svd", "gpu0");

        assertThat(seconds(estimate)).as("twice as slow as expected").isCloseTo(104, within(5.0));
        assertThat(estimate.basis().level()).isEqualTo(Level.OTHER_WORKFLOWS);
    }

    @Test
    void aSlowdownIsFollowedWithinAFewScenes() {
        learn("svd", "gpu0", 60, 50);
        Estimate before = durations.estimate("svd", "gpu0");

        learn("svd", "gpu0", 120, 10);
        Estimate after = durations.estimate("svd", "gpu0");

        assertThat(seconds(after)).isGreaterThan(105);
        assertThat(after.predictiveSd()).as("less is certain now").isGreaterThan(before.predictiveSd());
    }

    @Test
    void scatterIsLearnedFromScenesThatScatter() {
        for (int i = 0; i < 60; i++) {
            learn("calm", "gpu0", 100 + i % 2, 1);
            learn("wild", "gpu0", i % 2 == 0 ? 60 : 160, 1);
        }

        assertThat(durations.estimate("calm", "gpu0").sd()).isLessThan(0.1);
        assertThat(durations.estimate("wild", "gpu0").sd()).isBetween(0.4, 0.7);
    }

    @Test
    void averageAndP95AreThoseOfTheNewestHundred() {
        learn("svd", "gpu0", 1000, 50);
        IntStream.rangeClosed(1, 100).forEach(seconds -> learn("svd", "gpu0", seconds, 1));

        assertThat(durations.measured().get("svd"))
                .isEqualTo(new SceneDurations.Measured(100, Duration.ofMillis(50_500), Duration.ofSeconds(95)));
    }
}
