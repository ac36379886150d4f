package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.capacity.Plan.Estimate;
import io.showrunner.capacity.SceneTimes.Basis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {
    private static final int KNOB = 3000;
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @Test
    void aDeadlineNeedsMoreGpusByTheReferenceThanByTheExpectation() {
        Plan plan = planner("production", Measured.nothing()).plan(backlog(600, Duration.ofHours(8)));

        assertThat(plan.estimates())
                .extracting(each -> each.times().basis(), Estimate::gpusNeeded, Estimate::gpus)
                .containsExactly(tuple(Basis.REFERENCE, 3, 3), tuple(Basis.EXPECTED, 2, 2));
        assertThat(plan.estimates()).noneMatch(Estimate::moreThanProfile);
    }

    @Test
    void moreThanTheProfileAllowsIsSaidAndTheRestIsForWhatItAllows() {
        Plan plan = planner("staging", Measured.nothing()).plan(backlog(600, Duration.ofHours(8)));

        Estimate reference = plan.estimates().get(0);
        assertThat(reference.gpusNeeded()).isEqualTo(3);
        assertThat(reference.moreThanProfile()).isTrue();
        assertThat(reference.gpus()).isEqualTo(2);
        assertThat(reference.waiting()).isEqualTo(299 * 131 / 2.0);
        assertThat(reference.least()).isEqualTo(600 * 131 / 2.0);
        assertThat(reference.most()).isEqualTo(600 * 131 / 2.0 + 137 / 2.0);
    }

    @Test
    void twentyMeasuredScenesAreGoneByFirst() {
        Measured measured = new Measured(Collections.nCopies(20, 90.0), List.of(), 500, 1.5);

        Plan plan = planner("dev", measured).plan(backlog(10, null));

        assertThat(plan.estimates().get(0).times().words()).isEqualTo("90.0 s of 20 scenes");
        assertThat(plan.estimates().get(0).least()).isEqualTo(900);
        assertThat(plan.disk().framesMeasured()).isEqualTo(500);
        assertThat(plan.disk().gigabytes()).isEqualTo(10 * 25 * 1.5 * 1.048576 / 1000, within(1e-9));
    }

    @Test
    void nineteenAreTooFew() {
        Measured measured = new Measured(Collections.nCopies(19, 90.0), List.of(), 0, 0);

        assertThat(planner("dev", measured).plan(backlog(10, null)).estimates())
                .extracting(each -> each.times().basis())
                .containsExactly(Basis.REFERENCE, Basis.EXPECTED);
    }

    @Test
    void theLanguageModelHoldsTheGpusUpWhenItWritesMoreSlowlyThanTheyRender() {
        // When
        Plan plan = planner("staging", Measured.nothing()).plan(backlog(300, null));

        // Then: 100 stories of 4 answers of 67.5 s, one after the other
        assertThat(plan.llm().writing()).isEqualTo(100 * 4 * 67.5);
        Estimate expected = plan.estimates().get(1);
        assertThat(expected.bottleneck()).isEqualTo("llm");
        assertThat(expected.llmServersNeeded()).isEqualTo(4);
        assertThat(expected.done()).isBetween(27_000.0, 27_200.0);
    }

    @Test
    void scenesThatAreWrittenNeedNoLanguageModel() {
        Wish wish = new Wish(300, null, null, 3, QUARTER, null, null, null, true);

        Estimate expected =
                planner("staging", Measured.nothing()).plan(wish).estimates().get(1);

        assertThat(expected.llmServersNeeded()).isNull();
        assertThat(expected.bottleneck()).isEqualTo("gpu");
        assertThat(expected.done()).isEqualTo(150 * 52.5, within(60.0));
    }

    @Test
    void storiesThatArriveFasterThanTheProfileRendersMakeTheQueueGrow() {
        Estimate reference = planner("dev", Measured.nothing())
                .plan(arrivals(12))
                .estimates()
                .get(0);

        assertThat(reference.gpusNeeded()).isEqualTo(2);
        assertThat(reference.moreThanProfile()).isTrue();
        assertThat(reference.waiting()).isNull();
        assertThat(reference.growth()).isEqualTo(36 - 3600 / 131.0, within(1e-9));
    }

    @Test
    void enoughGpusLetAScenesWaitAsLongAsWasAskedFor() {
        Estimate reference = planner("production", Measured.nothing())
                .plan(arrivals(12))
                .estimates()
                .get(0);

        assertThat(reference.gpusNeeded()).isEqualTo(2);
        assertThat(reference.waiting()).isLessThan(900);
        assertThat(reference.utilisation()).isEqualTo(36 * 131 / 3600.0 / 2, within(1e-9));
        assertThat(reference.growth()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    0       | -  | -    | 3  | -   | 0 scenes cannot be planned; 1 to 1000000 can.
                    10      | -  | -    | 13 | -   | 13 scenes per story cannot be planned; 1 to 12 can.
                    10      | -  | 5    | 3  | -   | Say either how many scenes wait or how many stories arrive per hour.
                    -       | -  | 0    | 3  | -   | 0.0 stories per hour cannot be planned; more than 0 and at most 100000 can.
                    10      | 60 | -    | 3  | -   | One scene takes 131 s, so no number of GPUs is done within 60 s.
                    1000000 | 7200 | -  | 3  | -   | That takes more than 512 GPUs, which is beyond this planner.
                    10      | -  | -    | 3  | 2   | 2 scenes at the same time do not fit on one card: (24576 MB
                    """)
    void whatCannotBeIsRefusedInOneSentence(
            Integer scenes, Integer seconds, Double perHour, int perStory, Integer perGpu, String sentence) {
        Duration deadline = seconds == null ? null : Duration.ofSeconds(seconds);

        assertThatThrownBy(() -> planner("dev", Measured.nothing())
                        .plan(new Wish(scenes, deadline, perHour, perStory, QUARTER, null, null, perGpu, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    private static Wish backlog(int scenes, Duration within) {
        return new Wish(scenes, within, null, 3, QUARTER, null, null, null, false);
    }

    private static Wish arrivals(double storiesPerHour) {
        return new Wish(null, null, storiesPerHour, 3, QUARTER, null, null, null, false);
    }

    private static Planner planner(String profile, Measured measured) {
        return new Planner(
                profile,
                new Profiles(Path.of(""), KNOB).read(profile),
                KNOB,
                measured,
                1,
                scenes -> scenes == 1 ? 1 : 1 + scenes);
    }
}
