package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.showrunner.capacity.SceneTimes.Basis;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The planner's formulas against a simulation of the same load, event by event, with lognormal scenes and fixed seeds. */
class SimulatedLoadTest {
    private static final double MEAN = 131;
    private static final int TOLERANCE = 10;

    @ParameterizedTest(name = "{0} servers, {1} busy, batches of {2}, variation {3}")
    @CsvSource({
        "1, 0.5, 1, 0.1", "1, 0.8, 1, 0.5", "2, 0.7, 1, 0.5", "4, 0.7, 1, 0.1", "4, 0.9, 1, 0.5", "8, 0.8, 1, 0.5",
        "1, 0.5, 3, 0.1", "1, 0.8, 3, 0.5", "2, 0.5, 3, 0.1", "2, 0.8, 3, 0.5", "4, 0.7, 3, 0.1", "4, 0.9, 3, 0.5",
        "2, 0.7, 6, 0.5", "8, 0.8, 12, 0.5"
    })
    void scenesThatArriveWaitAsLongAsPlanned(int servers, double busy, int batch, double variation) {
        // Given
        double perHour = busy * servers / MEAN * 3600;

        // When
        double planned = new WaitingLine(servers, perHour, batch).wait(times(variation, MEAN * 5));

        // Then
        double simulated = IntStream.range(0, 4)
                .mapToDouble(seed -> simulatedWait(servers, perHour, batch, variation, new Random(seed)))
                .average()
                .orElseThrow();
        assertThat(planned).isCloseTo(simulated, withinPercentage(TOLERANCE));
    }

    @ParameterizedTest(name = "{0} scenes on {1} servers, variation {2}")
    @CsvSource({
        "1, 1, 0.5",
        "7, 1, 0.2",
        "10, 2, 0.05",
        "10, 2, 0.5",
        "20, 4, 0.2",
        "20, 4, 0.5",
        "8, 4, 0.2",
        "8, 4, 0.5",
        "200, 4, 0.5",
        "20, 8, 0.5",
        "8, 8, 0.2",
        "8, 8, 0.5",
        "50, 8, 0.2",
        "600, 3, 0.08"
    })
    void aBacklogIsDoneWhenPlannedAndWithinItsBounds(int scenes, int servers, double variation) {
        // Given
        Random random = new Random(7);

        // When
        Makespan planned = Makespan.of(scenes, servers, times(variation, MEAN * 5));

        // Then
        double simulated = IntStream.range(0, 400)
                .mapToDouble(run -> simulatedEnd(scenes, servers, variation, random))
                .average()
                .orElseThrow();
        assertThat(planned.expected()).isCloseTo(simulated, withinPercentage(TOLERANCE));
        assertThat(simulated).isBetween(planned.least() * 0.98, planned.most() * 1.02);
    }

    private static SceneTimes times(double variation, double longest) {
        return new SceneTimes(Basis.MEASURED, 200, MEAN, variation, longest, "");
    }

    private static double simulatedWait(int servers, double perHour, int batch, double variation, Random random) {
        int batches = 120_000 / batch;
        PriorityQueue<Double> free = allFree(servers);
        double now = 0;
        double waited = 0;
        for (int i = 0; i < batches; i++) {
            now += -Math.log(1 - random.nextDouble()) * 3600 * batch / perHour;
            for (int scene = 0; scene < batch; scene++) {
                double begins = Math.max(now, free.remove());
                waited += begins - now;
                free.add(begins + scene(variation, random));
            }
        }
        return waited / batches / batch;
    }

    private static double simulatedEnd(int scenes, int servers, double variation, Random random) {
        PriorityQueue<Double> free = allFree(servers);
        for (int scene = 0; scene < scenes; scene++) {
            free.add(free.remove() + scene(variation, random));
        }
        return free.stream().mapToDouble(each -> each).max().orElseThrow();
    }

    private static PriorityQueue<Double> allFree(int servers) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        IntStream.range(0, servers).forEach(server -> free.add(0.0));
        return free;
    }

    private static double scene(double variation, Random random) {
        double squared = Math.log(1 + variation * variation);
        return Math.exp(Math.log(MEAN) - squared / 2 + Math.sqrt(squared) * random.nextGaussian());
    }
}
