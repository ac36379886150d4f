package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.story.MemoryReport;
import io.showrunner.story.MemoryReport.Phase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is made of a prompt's events and of readings of the memory meanwhile. */
class PromptCourseTest {
    private static final Map<String, String> PHASES =
            Map.of("1", "load", "2", "load", "4", "inference", "5", "video", "7", "save");

    private final HandClock clock = new HandClock(RenderHome.NOW);
    private final PromptCourse course = new PromptCourse("gpu0", clock);

    @Test
    void eachPhaseHasTheTimeOfItsNodesAndTheLeastMemoryReadMeanwhile() {
        // Given
        node("1", 2);
        node("2", 3);
        course.at("5");
        sample(9_000);
        sample(4_000);
        sample(6_000);
        node("7", 1);

        // When
        course.ended();
        clock.pass(Duration.ofSeconds(60));
        MemoryReport report = course.report(PHASES);

        // Then
        assertThat(report.phases())
                .containsExactly(
                        new Phase("load", 5.0, null, 0),
                        new Phase("inference", null, null, 0),
                        new Phase("video", 3.0, 4_000L, 3),
                        new Phase("save", 1.0, null, 0));
        assertThat(report).returns(4_000L, MemoryReport::leastFree).returns(24_000L, MemoryReport::total);
        assertThat(report.note()).startsWith("PHASES_NOT_SAMPLED:");
    }

    @Test
    void stepsOfANodeAreStillTheSameNode() {
        node("5", 1);
        node("5", 1);
        course.ended();

        assertThat(course.report(Map.of("5", "video")).phases()).containsExactly(new Phase("video", 2.0, null, 0));
    }

    @Test
    void itRunsFromItsFirstNodeToItsEndAndIsReadOnlyThen() {
        assertThat(course.isRunning()).isFalse();
        sample(1);
        course.at("1");
        assertThat(course.isRunning()).isTrue();
        course.ended();
        assertThat(course.isRunning()).isFalse();
        sample(2);

        assertThat(course.report(PHASES))
                .returns(0, MemoryReport::samples)
                .satisfies(report -> assertThat(report.note()).startsWith("VRAM_NOT_SAMPLED:"));
    }

    @Test
    void withoutEventsNothingIsKnownAndTheReportSaysWhy() {
        assertThat(course.report(PHASES).note()).startsWith("PHASES_UNKNOWN:");
    }

    private void node(String id, int seconds) {
        course.at(id);
        clock.pass(Duration.ofSeconds(seconds));
    }

    private void sample(long free) {
        course.sampled(free, 24_000L);
        clock.pass(Duration.ofSeconds(1));
    }
}
