package io.showrunner.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant BEGUN = Instant.parse("2026-11-26T04:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void aGpuIsBusyFromItsFirstStartToItsLastEndButForItsGaps() {
        // Given
        List<GpuRun> runs = List.of(run("gpu0", "b", 120, 200), run("gpu0", "a", 0, 100), run("gpu1", "c", 50, 150));
        // When
        Figures figures = Figures.of(2, runs, List.of());
        // Then
        assertThat(figures.gpuBusyRatio()).isEqualTo(280.0 / 300, EXACT);
        assertThat(figures.gapMs()).isEqualTo(new Percentiles(20.0, 20.0));
    }

    @Test
    void theIdealIsAnEqualShareForEachGpuIdleOnesIncluded() {
        List<GpuRun> runs = List.of(run("gpu0", "a", 0, 100), run("gpu0", "b", 100, 200), run("gpu1", "c", 10, 210));

        assertThat(Figures.of(2, runs, List.of()).makespanOverIdeal()).isEqualTo(210.0 / 200, EXACT);
    }

    @Test
    void noScheduleIsShorterThanTheLongestScene() {
        List<GpuRun> runs = List.of(run("gpu0", "a", 0, 100), run("gpu1", "b", 0, 10));

        assertThat(Figures.of(2, runs, List.of()).makespanOverIdeal()).isEqualTo(1, EXACT);
    }

    @Test
    void whatFollowsAnEndIsCountedFromTheServersOwnClock() {
        // Given
        List<GpuRun> runs = List.of(run("gpu0", "a", 0, 100), run("gpu0", "b", 100, 200));
        List<SceneEnd> scenes = List.of(
                new SceneEnd("a", at(103), at(140)),
                new SceneEnd("b", at(209), null),
                new SceneEnd("of another run", at(1), at(2)));
        // When
        Figures figures = Figures.of(1, runs, scenes);
        // Then
        assertThat(figures.notifyMs()).isEqualTo(new Percentiles(3.0, 9.0));
        assertThat(figures.publishMs()).isEqualTo(new Percentiles(40.0, 40.0));
    }

    @Test
    void withoutRunsThereAreNoFigures() {
        Percentiles none = new Percentiles(null, null);

        assertThat(Figures.of(3, List.of(), List.of())).isEqualTo(new Figures(null, null, none, none, none));
    }

    @Test
    void percentilesAreValuesThatWereMeasured() {
        List<Duration> values =
                IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();

        assertThat(Percentiles.of(values)).isEqualTo(new Percentiles(100.0, 198.0));
        assertThat(Percentiles.of(List.of(Duration.ofNanos(1_500_000)))).isEqualTo(new Percentiles(1.5, 1.5));
    }

    private static GpuRun run(String gpu, String promptId, long from, long to) {
        return new GpuRun(gpu, promptId, at(from), at(to));
    }

    private static Instant at(long millis) {
        return BEGUN.plusMillis(millis);
    }
}
