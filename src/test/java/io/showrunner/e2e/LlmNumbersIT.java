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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers in the routes to the language model are the ones that count: edited, the model sees the change. */
class LlmNumbersIT {
    private static final Duration LATENCY = Duration.ofMillis(1_500);
    private static final String PERMITS = "{{showrunner.llm.max-concurrent}}";

    @TempDir
    Path home;

    private TestStudio studio;
    private RouteDesk desk;

    @BeforeEach
    void open() throws Exception {
        studio = new TestStudio(home, 1).start();
        desk = new RouteDesk(studio);
    }

    @AfterEach
    void close() {
        desk.close();
        studio.close();
    }

    @Test
    void theThrottlerLetsAsManyRequestsThroughAsItsFileSays() {
        // Given
        studio.llm().faults().always(Fault.latency(LATENCY));
        desk.replace("write-story", "concurrentConsumers: 1", "concurrentConsumers: 2");
        desk.replace("ask-llm", PERMITS, "0");

        // When
        drop(2);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> inFlight("take-llm-turn") == 2);
        await().during(Duration.ofSeconds(2))
                .atMost(TestStudio.PATIENCE)
                .until(() -> studio.llm().generations() == 0);

        // When
        desk.replace("ask-llm", "expression: \"0\"", "expression: \"1\"");

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> studio.llm().generations() >= 3);
        assertThat(atOnce(Instant.EPOCH)).isEqualTo(1);

        // When
        desk.replace("ask-llm", "expression: \"1\"", "expression: \"2\"");
        Instant edited = Instant.now();

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 2);
        assertThat(atOnce(edited)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theBreakerOpensAfterAsManyFailuresAsItsFileSays(int failures) {
        // Given
        studio.llm().faults().always(Fault.modelCrash());
        if (failures != 3) {
            desk.write(
                    "llm-provider",
                    desk.read("llm-provider")
                            .replace("slidingWindowSize: 3", "slidingWindowSize: " + failures)
                            .replace("minimumNumberOfCalls: 3", "minimumNumberOfCalls: " + failures));
        }

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
        return studio.pipeline().store().storyIds().stream()
                .flatMap(id -> studio.pipeline().store().record(id).stream())
                .filter(story -> story.state() != StoryState.ACCEPTED)
                .count();
    }

    /** How many requests that came since then the model was busy with at the same time, at most. */
    private long atOnce(Instant since) {
        List<Instant> arrivals = studio.llm().requests().stream()
                .filter(request -> request.number() > 0)
                .map(ReceivedRequest::at)
                .filter(since::isBefore)
                .toList();
        return arrivals.stream()
                .mapToLong(at -> arrivals.stream()
                        .filter(other -> !other.isBefore(at) && other.isBefore(at.plus(LATENCY)))
                        .count())
                .max()
                .orElse(0);
    }

    private void drop(int briefs) {
        IntStream.range(0, briefs).forEach(i -> studio.drop("brief" + i + ".json", """
                {"briefId": "brief-%1$d", "title": "Brief %1$d", "premise": "Lamp number %1$d is lit in the tower.",
                 "genre": "drama", "mood": "calm", "sceneCount": 2}
                """.formatted(i)));
    }
}
