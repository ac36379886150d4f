package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers in the routes to the language model are the ones that count: edited, the model sees the change. */
class LlmNumbersIT extends RouteEditing {
    private static final Duration LATENCY = Duration.ofMillis(1_500);
    private static final int WRITERS = 3;
    private static final String PERMITS = "expression: \"{{showrunner.llm.max-concurrent}}\"";

    @Override
    TestStudio prepared(Path folder) {
        return super.prepared(folder).with("showrunner.llm.max-concurrent", Integer.toString(WRITERS));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theThrottlerLetsAsManyOfTheThreeWritersThroughAsItsFileSays(int permits) {
        // Given
        studio.llm().faults().always(Fault.latency(LATENCY));
        desk.replace("ask-provider", PERMITS, "expression: \"%d\"".formatted(permits));

        // When
        drop(2 * WRITERS);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> inFlight("write-story") == WRITERS);
        await().atMost(TestStudio.PATIENCE).until(() -> studio.llm().generations() >= 2 * WRITERS);
        assertThat(atOnce()).isEqualTo(permits);
    }

    @Test
    void theSettingLetsAsManyRequestsThroughAsItSays() {
        // Given
        studio.llm().faults().always(Fault.latency(LATENCY));

        // When
        drop(2 * WRITERS);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> studio.llm().generations() >= 2 * WRITERS);
        assertThat(atOnce()).isEqualTo(WRITERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theBreakerOpensAfterAsManyFailuresAsItsFileSays(int failures) {
        // Given
        studio.llm().faults().always(Fault.modelCrash());
        desk.replace("ask-provider", PERMITS, "expression: \"1\"");
        breakerOpensAfter("llm-provider", 3, failures);

        // When
        drop(4);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 4);
        assertThat(studio.llm().generations()).isEqualTo(failures);
    }

    private int inFlight(String routeId) {
        return studio.pipeline().context().getInflightRepository().size(routeId);
    }

    private long written() {
        return studio.stories().stream()
                .filter(story -> story.state() != StoryState.ACCEPTED)
                .count();
    }

    /** How many requests the model was busy with at the same time, at most. */
    private long atOnce() {
        List<Instant> arrivals = studio.llm().requests().stream()
                .filter(request -> request.number() > 0)
                .map(ReceivedRequest::at)
                .toList();
        return arrivals.stream()
                .mapToLong(at -> arrivals.stream()
                        .filter(other -> !other.isBefore(at) && other.isBefore(at.plus(LATENCY)))
                        .count())
                .max()
                .orElse(0);
    }

    private void drop(int briefs) {
        IntStream.range(0, briefs).forEach(i -> drop("brief-" + i, 2));
    }
}
