package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many requests a language model has at the same time, and who comes next (L7 to L9, X5): by the settings, and by the
 * numbers in the route files, which are edited while the studio runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmTurnsIT {
    private static final Duration LATENCY = Duration.ofSeconds(5);
    private static final int WRITERS = 3;
    private static final String PERMITS = "expression: \"{{showrunner.llm.max-concurrent}}\"";
    private static final String ONE = "expression: \"1\"";
    private static final String ASK_PROVIDER = "ask-provider";

    private TestStudio studio;
    private RouteDesk desk;
    private String shipped;
    private int before;
    private int test;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1)
                .with("showrunner.llm.max-concurrent", Integer.toString(WRITERS))
                .with("showrunner.llm.max-tokens", "4000")
                .with("showrunner.llm.lock-wait", "2s")
                .with("showrunner.llm.retry-delay", "200ms")
                .start();
        desk = new RouteDesk(studio);
        shipped = desk.read(ASK_PROVIDER);
    }

    @BeforeEach
    void count() {
        before = studio.llm().generations();
        test++;
    }

    @AfterEach
    void restore() {
        studio.llm().faults().clear();
        studio.llmBreaker().reset();
        if (!desk.read(ASK_PROVIDER).equals(shipped)) {
            desk.write(ASK_PROVIDER, shipped);
        }
    }

    @AfterAll
    void close() {
        desk.close();
        studio.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theThrottlerLetsAsManyOfTheThreeWritersThroughAsItsFileSays(int permits) {
        // Given
        studio.llm().faults().always(Fault.latency(LATENCY));
        desk.replace(ASK_PROVIDER, PERMITS, "expression: \"%d\"".formatted(permits));

        // When
        drop(WRITERS);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> written() == WRITERS);
        assertThat(atOnce()).isEqualTo(permits);
    }

    @Test
    void theSettingLetsAsManyRequestsThroughAsItSays() {
        // Given
        studio.llm().faults().always(Fault.latency(LATENCY));

        // When
        drop(WRITERS);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> written() == WRITERS);
        assertThat(atOnce()).isEqualTo(WRITERS);
    }

    @Test
    void whoseTurnDoesNotComeWithinTheLockWaitTakesTheFallbackAndSaysWhy() {
        // Given
        studio.llm().faults().always(Fault.latency(Duration.ofSeconds(15)));
        desk.replace(ASK_PROVIDER, PERMITS, ONE);

        // When
        drop(2);
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 2);

        // Then
        assertThat(asked()).isEqualTo(1);
        assertThat(stories())
                .extracting(story -> story.path("storySource").asText())
                .contains("llm", "template");
        assertThat(warnings()).anySatisfy(warning -> assertThat(warning)
                .startsWith("LLM_FAILURE: lm-studio (")
                .contains("NO_TURN: other stories kept it busy"));
    }

    @Test
    void aTurnEndsWithItsConnection() {
        // Given
        desk.replace(ASK_PROVIDER, PERMITS, ONE);

        // When
        studio.llm().faults().next(Fault.dropConnection());
        drop(1);
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 1);
        studio.llm().faults().next(Fault.dropHalfway());
        drop(1);
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 2);

        // Then
        assertThat(asked()).as("both lost requests were sent once more").isEqualTo(4);
        assertThat(sources()).containsOnly("llm");
    }

    @Test
    void aSwapOfTheRouteTakesNoTurnAway() {
        // Given
        studio.llm().faults().next(Fault.latency(Duration.ofSeconds(5)));
        desk.replace(ASK_PROVIDER, PERMITS, ONE);
        drop(1);
        await().atMost(TestStudio.PATIENCE).until(() -> asked() == 1);

        // When
        desk.replace(ASK_PROVIDER, ONE, "expression: \"2\"");
        drop(1);
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 2);

        // Then
        assertThat(asked())
                .as("the request in flight ends, or is given back and sent again")
                .isBetween(2, 3);
        assertThat(sources()).containsOnly("llm");
    }

    @Test
    void theBreakerOpensAfterThreeFailuresInARow() {
        // Given
        studio.llm().faults().always(Fault.modelCrash());
        desk.replace(ASK_PROVIDER, PERMITS, ONE);

        // When
        drop(3);

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> written() == 3);
        assertThat(asked()).isEqualTo(3);
        assertThat(warnings()).anySatisfy(warning -> assertThat(warning).contains("its breaker is open"));
    }

    private int asked() {
        return studio.llm().generations() - before;
    }

    private List<StoryRecord> records() {
        return studio.stories().stream()
                .filter(story -> story.state() != StoryState.ACCEPTED)
                .filter(story -> story.briefId().startsWith("turn-" + test + "-"))
                .toList();
    }

    private int written() {
        return records().size();
    }

    private List<JsonNode> stories() {
        return records().stream()
                .map(story -> TestStudio.json(studio.folder(story).resolve("story.json")))
                .toList();
    }

    private List<String> sources() {
        return stories().stream()
                .map(story -> story.path("storySource").asText())
                .toList();
    }

    private List<String> warnings() {
        return stories().stream()
                .flatMap(story -> IntStream.range(0, story.path("warnings").size())
                        .mapToObj(i -> story.path("warnings").get(i).asText()))
                .toList();
    }

    /** How many requests the model was busy with at the same time, at most. */
    private long atOnce() {
        List<Instant> arrivals = studio.llm().requests().stream()
                .filter(request -> request.number() > before)
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
        int first = studio.stories().size();
        IntStream.range(first, first + briefs)
                .mapToObj(i -> "turn-" + test + "-" + i)
                .forEach(id -> studio.drop(
                        id + ".json", SmallBrief.jsonWithoutTitles(id, 1, "The lamp of " + id + " is lit at dusk.")));
    }
}
