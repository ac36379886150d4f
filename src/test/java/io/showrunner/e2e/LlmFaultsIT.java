package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.story.StoryRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The language model never ends its answer, is busy, or refuses: the story waits no longer than it may and says why. */
class LlmFaultsIT {
    private static final String ROOM_FOR_A_WHOLE_STORY = "4000";
    private static final int ONE_RETRY = 2;

    private TestStudio studio;

    @BeforeEach
    void prepare(@TempDir Path home) {
        studio = new TestStudio(home, 1).with("showrunner.llm.max-tokens", ROOM_FOR_A_WHOLE_STORY);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    static Stream<Arguments> endless() {
        return Stream.of(
                arguments("200 MB", Fault.hugeBody(), "more than 2000000 bytes"),
                arguments("no end", Fault.endlessBody(), "more than 2000000 bytes"),
                arguments("no headers", Fault.hang(), "no whole reply within 3000ms"),
                arguments("a byte a second", Fault.slowLoris(), "no whole reply within 3000ms"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void anAnswerWithoutAnEndIsGivenUpAndItsConnectionClosed(String how, Fault fault, String words) throws Exception {
        // Given
        studio.with("showrunner.llm.timeout", "3s").start();
        studio.llm().faults().always(fault);

        // When
        JsonNode story = storyOf("endless");

        // Then
        assertTemplate(story, words);
        assertThat(requests()).as(how).hasSize(ONE_RETRY);
        await().atMost(TestStudio.PATIENCE).until(() -> studio.llm().abandoned() == ONE_RETRY);
    }

    static Stream<Arguments> busy() {
        Function<Instant, Fault> tooMany = Fault::tooManyRequestsUntil;
        Function<Instant, Fault> unavailable = Fault::unavailableUntil;
        return Stream.of(
                arguments("429, seconds", (Function<Instant, Fault>) until -> Fault.tooManyRequests(secondsTo(until))),
                arguments("429, date", tooMany),
                arguments("503, seconds", (Function<Instant, Fault>) until -> Fault.unavailable(secondsTo(until))),
                arguments("503, date", unavailable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("busy")
    void aBusyEndpointIsLeftAloneUntilItSaid(String how, Function<Instant, Fault> fault) throws Exception {
        // Given
        studio.start();
        Instant until = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
        studio.llm().faults().next(fault.apply(until));

        // When
        JsonNode story = storyOf("busy");

        // Then
        assertThat(story.path("storySource").asText()).isEqualTo("llm");
        assertThat(requests()).as(how).hasSize(2);
        assertThat(requests().get(1).at()).isAfterOrEqualTo(until.minusMillis(100));
    }

    @ParameterizedTest
    @MethodSource
    void anEndpointThatStaysBusyIsAskedOnceMoreAndNotStormed(Fault fault) throws Exception {
        // Given
        studio.start();
        studio.llm().faults().always(fault);

        // When
        JsonNode story = storyOf("busy");

        // Then
        assertTemplate(story, "server busy, please try again later");
        assertThat(requests()).hasSize(ONE_RETRY);
        assertThat(pauseBetweenRequests()).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    static Stream<Fault> anEndpointThatStaysBusyIsAskedOnceMoreAndNotStormed() {
        return Stream.of(
                Fault.tooManyRequests("soon"), Fault.tooManyRequests("-1"), Fault.unavailable(Duration.ofSeconds(2)));
    }

    @Test
    void aRefusedResponseFormatIsLeftOutFromThenOn() throws Exception {
        // Given
        studio.start();
        studio.llm().faults().next(Fault.responseFormat());

        // When
        JsonNode first = storyOf("first");
        JsonNode second = storyOf("second");

        // Then
        assertThat(List.of(first, second))
                .allSatisfy(
                        story -> assertThat(story.path("storySource").asText()).isEqualTo("llm"));
        assertThat(requests())
                .extracting(request -> request.body().has("response_format"))
                .startsWith(true, false)
                .filteredOn(Boolean::booleanValue)
                .hasSize(1);
    }

    @Test
    void aModelThatIsNotLoadedIsNamedWithWhatToDo() throws Exception {
        // Given
        studio.with("showrunner.llm.skip-health-check", "true").start();
        studio.llm().faults().modelList("text-embedding-only");

        // When
        JsonNode story = storyOf("unloaded");

        // Then
        assertTemplate(story, "load the model in the server");
        assertThat(requests()).as("asking again would change nothing").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource
    void anAnswerWithoutChoicesIsSaidToBeOne(Fault fault, String words) throws Exception {
        // Given
        studio.start();
        studio.llm().faults().always(fault);

        // When
        JsonNode story = storyOf("choices");

        // Then
        assertTemplate(story, words);
        assertThat(requests()).hasSizeBetween(1, 3);
    }

    static Stream<Arguments> anAnswerWithoutChoicesIsSaidToBeOne() {
        return Stream.of(
                arguments(Fault.noChoices(), "the provider's url must be that of the chat completions"),
                arguments(Fault.status(200, "application/json", "{\"choices\":[]}"), "the reply has no choices"));
    }

    private JsonNode storyOf(String id) {
        studio.drop(id + ".json", SmallBrief.jsonWithoutTitles(id, 1));
        return story(studio.finishedStory(id));
    }

    private JsonNode story(StoryRecord record) {
        return TestStudio.json(studio.folder(record).resolve("story.json"));
    }

    private static void assertTemplate(JsonNode story, String words) {
        assertThat(story.path("storySource").asText()).isEqualTo("template");
        assertThat(story.path("scenes")).hasSize(1);
        assertThat(story.path("warnings"))
                .anySatisfy(warning ->
                        assertThat(warning.asText()).startsWith("LLM_FAILURE").contains("lm-studio", words));
    }

    private List<ReceivedRequest> requests() {
        return studio.llm().requests().stream()
                .filter(request -> request.number() > 0)
                .toList();
    }

    private Duration pauseBetweenRequests() {
        return Duration.between(requests().get(0).at(), requests().get(1).at());
    }

    private static Duration secondsTo(Instant until) {
        return Duration.between(Instant.now(), until).plusSeconds(1);
    }
}
