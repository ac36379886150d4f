package io.showrunner.forecast;

import io.showrunner.forecast.SceneDurations.Measured;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What scenes were expected to take beside what they took (C7). A deviation is told once for as long as it lasts. Thread-safe. */
public final class ScenePace {
    private static final Logger LOG = LoggerFactory.getLogger(ScenePace.class);
    private static final int ENOUGH = 5;
    private static final double BEGINS = 1.25;
    private static final double ENDS = 1.1;

    private final SceneDurations durations;
    private final Set<String> deviating = new HashSet<>();

    /**
     * One workflow.
     *
     * @param expectedFrom seconds of a scene, as all of these
     * @param scenes that were measured lately; the average and so on are theirs
     * @param deviation in words; null while what is measured is as expected, or too little is
     */
    public record View(
            String workflow,
            double expectedFrom,
            double expectedTo,
            int scenes,
            double average,
            double p95,
            String deviation) {}

    ScenePace(SceneDurations durations) {
        this.durations = durations;
    }

    /** Looks whether a deviation began or ended. */
    void look() {
        views();
    }

    /** Every workflow that was measured. */
    synchronized List<View> views() {
        return durations.measured().entrySet().stream()
                .map(each -> view(each.getKey(), each.getValue()))
                .toList();
    }

    private View view(String workflow, Measured measured) {
        Expectation expected = durations.expectation(workflow);
        return new View(
                workflow,
                Seconds.of(expected.from()),
                Seconds.of(expected.to()),
                measured.scenes(),
                Seconds.of(measured.average()),
                Seconds.of(measured.p95()),
                deviation(workflow, expected, measured));
    }

    private String deviation(String workflow, Expectation expected, Measured measured) {
        double average = Seconds.of(measured.average());
        double slower = average / Seconds.of(expected.to());
        double faster = Seconds.of(expected.from()) / average;
        double limit = deviating.contains(workflow) ? ENDS : BEGINS;
        boolean deviates = measured.scenes() >= ENOUGH && Math.max(slower, faster) > limit;
        String words = "a scene of " + workflow + " takes " + DurationWords.of(measured.average())
                + " on average, expected were " + expected.words();
        if (deviates && deviating.add(workflow)) {
            tell(slower > faster, words, measured);
        } else if (!deviates && deviating.remove(workflow)) {
            LOG.info("{}: as expected again", words);
        }
        return deviates ? words : null;
    }

    private static void tell(boolean slower, String words, Measured measured) {
        if (slower) {
            LOG.warn(
                    "{} (scenes={} p95={})",
                    words,
                    measured.scenes(),
                    Duration.ofMillis(measured.p95().toMillis()));
        } else {
            LOG.info("{} (scenes={})", words, measured.scenes());
        }
    }
}
