package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.ContextOverflow;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.simulator.llm.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The language model never ends its answer, is busy, or refuses: the story waits no longer than it may and says why. All
 * stories are written in one studio at the same time; its breaker is out of the way (LlmTurnsIT has it), and its only GPU is
 * so slow that nearly nothing is rendered. Replies come whole (StreamedReplyIT has the others).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmFaultsIT {
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** Of a server that says nothing at all: the bound of a whole reply and that of a silence are over together. */
    private static final String NO_REPLY = "SocketTimeoutException: ";

    private static final String TOO_LONG = "more than 2000000 bytes";
    private static final String BUSY = "server busy, please try again";
    private static final String LOAD = "load the model in the server";
    private static final String LONGER = "load the model with a longer context";
    private static final String URL = "the provider's url must be that of the chat completions";

    private TestStudio studio;
    private FaultyStories stories;

    /**
     * One story and what its requests meet.
     *
     * @param requests that the provider gets for it
     * @param words of the warning; none when the model writes the story in the end
     */
    record Trouble(String how, List<Fault> faults, int requests, List<String> words) {
        String id() {
            return how.replaceAll("[^a-z0-9]+", "-") + "-end";
        }

        @Override
        public String toString() {
            return how;
        }
    }

    static List<Trouble> neverEnding() {
        return List.of(
                lasting("200 mb", Fault.hugeBody(), 2, TOO_LONG),
                lasting("a body without an end", Fault.endlessBody(), 2, TOO_LONG),
                lasting("no headers", Fault.hang(), 2, NO_REPLY),
                lasting("a byte a second", Fault.slowLoris(), 2, NO_REPLY));
    }

    static List<Trouble> passingAndStaying() {
        return List.of(
                lasting("hung up", Fault.dropConnection(), 2, "NoHttpResponseException"),
                lasting("hung up mid-answer", Fault.dropHalfway(), 2, "ConnectionClosedException"),
                lasting("429 and no time", Fault.tooManyRequests("soon"), 2, BUSY),
                lasting("429 and a negative time", Fault.tooManyRequests("-1"), 2, BUSY),
                lasting("ollama is busy", Refusal.BUSY.fault(), 2, BUSY),
                lasting("no slot", Refusal.NO_SLOT.fault(), 2, "no slot available"),
                lasting("loading for ever", Refusal.LOADING.fault(), 2, "HTTP 503: Loading model"),
                lasting("a gateway's page", Refusal.BAD_GATEWAY.fault(), 2, "HTTP 502: 502 Bad Gateway;"),
                lasting("crashed", Fault.modelCrash(), 2, "The model has crashed"),
                lasting("channel error", Refusal.CHANNEL_ERROR.fault(), 2, "Channel Error"),
                lasting("no memory", Refusal.OUT_OF_RESOURCES.fault(), 2, "insufficient system resources"));
    }

    static List<Trouble> forAPerson() {
        return List.of(
                lasting("no models 404", Refusal.NO_MODELS_404.fault(), 1, "No models loaded", LOAD, "mistral-7b"),
                lasting("no models as text", Refusal.NO_MODELS_400_TEXT.fault(), 1, "No models loaded", LOAD),
                lasting("no models 400", Refusal.NO_MODELS_400.fault(), 1, "No models loaded", LOAD),
                lasting("unknown to ollama", Refusal.UNKNOWN_MODEL.fault(), 1, "try pulling it first", LOAD),
                lasting("unknown to the router", Refusal.ROUTER_MODEL.fault(), 1, "'nope' not found", LOAD),
                lasting(
                        "lm studio context",
                        Fault.contextOverflow(ContextOverflow.LM_STUDIO),
                        1,
                        "13055",
                        "4096",
                        LONGER),
                lasting("older", Fault.contextOverflow(ContextOverflow.LM_STUDIO_OLDER), 1, "15857", "4096", LONGER),
                lasting("cut", Fault.contextOverflow(ContextOverflow.LM_STUDIO_TRUNCATING), 1, "15028", "7424", LONGER),
                lasting("llama", Fault.contextOverflow(ContextOverflow.LLAMA_SERVER), 1, "12014", "4096", LONGER),
                lasting("ollama says so", Refusal.PROMPT_TOO_LONG.fault(), 1, "12014", "4096", LONGER),
                lasting("a full context", Fault.fullContext(), 1, "the context of about", LONGER),
                lasting("a key is wanted", Refusal.BAD_KEY.fault(), 1, "HTTP 401: Invalid API Key", "key"),
                lasting("forbidden", Refusal.FORBIDDEN.fault(), 1, "HTTP 403: Forbidden", "key"),
                lasting("no such path", Refusal.NOT_FOUND.fault(), 1, "HTTP 404: File Not Found", URL),
                lasting("lm studio says ok", Refusal.UNEXPECTED_ENDPOINT.fault(), 1, "Unexpected endpoint", URL),
                lasting("a web page", Refusal.WEB_PAGE.fault(), 1, "HTTP 200: Open WebUI;", URL),
                lasting("no choices", Fault.noChoices(), 1, URL),
                lasting(
                        "only user",
                        Refusal.ONLY_USER_AND_ASSISTANT.fault(),
                        1,
                        "roles are supported",
                        "instruct model"),
                lasting("roles", Refusal.ROLES_MUST_ALTERNATE.fault(), 1, "roles must alternate", "instruct model"),
                lasting("system role", Refusal.NO_SYSTEM_ROLE.fault(), 1, "tool roles are supported", "instruct model"),
                lasting("a wrong field", Refusal.WRONG_FIELD.fault(), 1, "type must be number", "see its log"));
    }

    static List<Trouble> askedAgain() {
        return List.of(
                lasting("empty choices", Fault.status(200, "application/json", "{\"choices\":[]}"), 3, "no choices"),
                lasting("blank", Fault.emptyContent(), 3, "the reply is blank"),
                lasting("thoughts without an end", Fault.thinkingUnclosed(), 3, "holds no JSON"),
                lasting("a refusal in words", Fault.content("I cannot write that."), 3, "holds no JSON"));
    }

    static List<Trouble> overAfterOneRetry() {
        return List.of(
                once("hung up once", Fault.dropConnection(), 2),
                once("hung up once mid-answer", Fault.dropHalfway(), 2),
                once("silent once", Fault.hang(), 2),
                once("crashed once", Fault.modelCrash(), 2),
                once("channel error once", Refusal.CHANNEL_ERROR.fault(), 2),
                once("busy once", Refusal.BUSY.fault(), 2),
                once("loading once", Refusal.LOADING.fault(), 2),
                once("a gateway's page once", Refusal.BAD_GATEWAY.fault(), 2),
                once("blank once", Fault.emptyContent(), 2),
                once("loaded at the first request", Fault.latency(Duration.ofMillis(1500)), 1));
    }

    static Stream<Trouble> all() {
        return Stream.of(neverEnding(), passingAndStaying(), forAPerson(), askedAgain(), overAfterOneRetry())
                .flatMap(List::stream);
    }

    private static Trouble lasting(String how, Fault fault, int requests, String... words) {
        return new Trouble(how, List.of(fault), requests, List.of(words));
    }

    private static Trouble once(String how, Fault fault, int requests) {
        return new Trouble(how, List.of(fault, Fault.none()), requests, List.of());
    }

    @BeforeAll
    void dropAll(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1)
                .with("showrunner.llm.max-tokens", "4000")
                .with("showrunner.llm.max-concurrent", "3")
                .with("showrunner.llm.timeout", "10s")
                .with("showrunner.llm.stream", "false")
                .with("showrunner.llm.retry-delay", PAUSE.toMillis() + "ms")
                .with("showrunner.scene.queue-depth", "100");
        studio.gpu(0).faults().onEveryPrompt().slow(60);
        studio.start();
        studio.llmBreaker().transitionToDisabledState();
        stories = new FaultyStories(studio);
        all().forEach(trouble -> stories.drop(trouble.id(), 1, trouble.faults().toArray(Fault[]::new)));
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @MethodSource({"neverEnding", "passingAndStaying", "forAPerson", "askedAgain"})
    void whatLastsIsSaidInTheStoryThatTheTemplateWrites(Trouble trouble) {
        assertTemplate(trouble);
    }

    @ParameterizedTest
    @MethodSource("overAfterOneRetry")
    void whatPassesCostsOneRequestMoreAtMost(Trouble trouble) {
        assertThat(stories.written(trouble.id()).path("warnings")).isEmpty();
        assertThat(stories.written(trouble.id()).path("storySource").asText()).isEqualTo("llm");
        assertThat(stories.requests(trouble.id())).hasSize(trouble.requests());
    }

    @ParameterizedTest
    @MethodSource("passingAndStaying")
    void thePauseBeforeTheRetryIsKept(Trouble trouble) {
        // Given
        stories.written(trouble.id());

        // When
        List<ReceivedRequest> requests = stories.requests(trouble.id());

        // Then
        assertThat(Duration.between(requests.get(0).at(), requests.get(1).at())).isGreaterThanOrEqualTo(PAUSE);
    }

    @Test
    void theConnectionsOfAnswersWithoutAnEndAreClosed() {
        neverEnding().forEach(trouble -> stories.written(trouble.id()));

        await().atMost(TestStudio.PATIENCE)
                .until(() -> studio.llm().abandoned() >= 2 * neverEnding().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aBusyEndpointIsLeftAloneUntilItSaid(int status) {
        // Given
        Instant until = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
        Fault busy = status == 429 ? Fault.tooManyRequestsUntil(until) : Fault.unavailable(Duration.ofSeconds(2));

        // When
        stories.drop("left-alone-" + status, 1, busy, Fault.none());
        JsonNode story = stories.written("left-alone-" + status);

        // Then
        List<ReceivedRequest> requests = stories.requests("left-alone-" + status);
        assertThat(story.path("storySource").asText()).isEqualTo("llm");
        assertThat(requests).hasSize(2);
        Instant earliest = status == 429 ? until : requests.get(0).at().plusSeconds(2);
        assertThat(requests.get(1).at()).isAfterOrEqualTo(earliest.minusMillis(100));
    }

    @Test
    void aRefusedResponseFormatIsLeftOutFromThenOn() {
        // Given
        stories.drop("without-format", 1, Refusal.GRAMMAR.fault(), Fault.none());
        stories.written("without-format");

        // When
        stories.drop("later-without-format", 1);
        JsonNode later = stories.written("later-without-format");

        // Then
        assertThat(later.path("storySource").asText()).isEqualTo("llm");
        List<ReceivedRequest> both = new ArrayList<>(stories.requests("without-format"));
        both.addAll(stories.requests("later-without-format"));
        assertThat(both)
                .extracting(request -> request.body().has("response_format"))
                .containsExactly(true, false, false);
    }

    private void assertTemplate(Trouble trouble) {
        JsonNode story = stories.written(trouble.id());
        assertThat(story.path("storySource").asText()).isEqualTo("template");
        assertThat(story.path("scenes")).hasSize(1);
        assertThat(story.path("warnings"))
                .anySatisfy(warning -> assertThat(warning.asText())
                        .startsWith("LLM_FAILURE: lm-studio (" + studio.llm().url() + ")")
                        .contains(trouble.words()))
                .anySatisfy(
                        warning -> assertThat(warning.asText()).contains("the story comes from the genre template"));
        assertThat(stories.requests(trouble.id())).hasSize(trouble.requests());
    }
}
