package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.LlmHealthCheck;
import io.showrunner.story.Story;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryStore;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L1 to L3 and X3: a provider is looked at before a story, not too often, and once more when it seems to be gone. */
class ProviderHealthTest {
    private static final List<ProviderSettings> PROVIDERS = List.of(Writers.LM_STUDIO, Writers.OLLAMA);
    private static final String LISTED = "{\"object\": \"list\", \"data\": [{\"id\": \"mistral-7b\"}]}";
    private static final String LOADING = "{\"error\": {\"message\": \"Loading model\", \"code\": 503}}";
    private static final String OTHERS = "{\"object\": \"list\", \"data\": [{\"id\": \"qwen3\"}, {\"id\": \"phi\"}]}";

    @TempDir
    Path root;

    private ProviderHealth health;
    private StoryStore store;
    private StoryWriter writer;
    private BriefIntake briefs;
    private long now;
    private int number;

    @BeforeEach
    void aStudio() {
        store = new StoryStore(root);
        briefs = new BriefIntake(store, Writers.CLOCK);
        writer = new StoryWriter(
                store,
                briefs,
                Writers.desk(4096, PROVIDERS.toArray(ProviderSettings[]::new)),
                new StoryRelease(store, new FairTurns(store), Writers.CLOCK),
                PROVIDERS,
                Writers.CLOCK);
        health = health(Writers.settings(4096));
    }

    private ProviderHealth health(LlmSettings settings) {
        return new ProviderHealth(settings, LlmCapabilities.inMemory(), Writers.CLOCK, () -> now);
    }

    @Test
    void aProviderThatListsItsModelIsAskedWithoutAPause() {
        // Given
        Writing writing = take();
        ProviderCheck check = health.check(writing);
        assertThat(check).returns(true, ProviderCheck::isOpen).returns(0L, ProviderCheck::pauseMillis);

        // When
        health.answered(check, 200, LISTED);

        // Then
        assertThat(check.isOpen()).isFalse();
        assertThat(writing.wantsReply()).isTrue();
        assertThat(finished(writing).llm().healthCheck())
                .returns("success", LlmHealthCheck::status)
                .returns(1, LlmHealthCheck::models)
                .returns("http://127.0.0.1:1234/v1/models", LlmHealthCheck::url);
    }

    @Test
    void aGoodAnswerHoldsForThirtySeconds() {
        good(take());

        now += Duration.ofSeconds(29).toNanos();
        Writing soon = take();
        assertThat(health.check(soon).isOpen()).isFalse();
        assertThat(finished(soon).llm().healthCheck().status()).isEqualTo("success");

        now += Duration.ofSeconds(1).toNanos();
        assertThat(health.check(take()).isOpen()).isTrue();
    }

    @Test
    void aProviderThatIsGoneIsLookedAtOnceMoreAfterThePauseAndThenGivenUp() {
        // Given
        Writing writing = take();
        ProviderCheck check = health.check(writing);

        // When
        health.failed(check, new ConnectException("connection refused"));

        // Then
        assertThat(check).returns(true, ProviderCheck::isOpen).returns(5_000L, ProviderCheck::pauseMillis);
        assertThat(writing.wantsReply()).isTrue();

        // When
        health.failed(check, new ConnectException("connection refused"));

        // Then
        assertThat(check.isOpen()).isFalse();
        assertThat(writing).returns(false, Writing::wantsReply).returns(true, Writing::hasAnotherProvider);
        Story story = finished(writing);
        assertThat(story.llm().status()).isEqualTo("error");
        assertThat(story.llm().attempts()).isZero();
        assertThat(story.llm().healthCheck().error()).isEqualTo("no list of models: connection refused");
        assertThat(story.warnings())
                .singleElement()
                .asString()
                .startsWith("LLM_FAILURE: lm-studio (http://127.0.0.1:1234/v1/chat/completions): no list of models");
    }

    @Test
    void aProviderThatComesBackMeanwhileIsAsked() {
        Writing writing = take();
        ProviderCheck check = health.check(writing);
        health.failed(check, new ConnectException("connection refused"));

        health.answered(check, 200, LISTED);

        assertThat(check.isOpen()).isFalse();
        assertThat(writing.wantsReply()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"object": "list", "data": [{"id": "qwen3"}, {"id": "phi"}]} | lists qwen3, phi
            200 | {"object": "list", "data": []}                              | lists no models
            200 | {"error": "Unexpected endpoint or method. (GET /models)"}   | Unexpected endpoint
            200 | <html>hello</html>                                          | HTTP 200
            503 | {"error": {"message": "no slot available", "code": 503}}    | no slot available
            401 | {"error": {"message": "Invalid API Key", "code": 401}}      | wants another key
            """)
    void aListThatLacksTheModelOrIsNoListIsToldInOneMessage(int status, String body, String words) {
        Writing writing = take();
        ProviderCheck check = health.check(writing);

        while (check.isOpen()) {
            health.answered(check, status, body);
        }

        assertThat(writing.wantsReply()).isFalse();
        assertThat(finished(writing).llm().error()).contains(words);
    }

    @Test
    void afterAFailedRequestTwoGoodLooksAreNeeded() {
        // Given
        Writing first = take();
        good(first);
        health.doubt(first);

        // When
        Writing second = take();
        ProviderCheck check = health.check(second);
        health.answered(check, 200, LISTED);

        // Then
        assertThat(check).returns(true, ProviderCheck::isOpen).returns(5_000L, ProviderCheck::pauseMillis);

        // When
        health.answered(check, 200, LISTED);

        // Then
        assertThat(check.isOpen()).isFalse();
        assertThat(second.wantsReply()).isTrue();
        assertThat(health.check(take()).isOpen()).isFalse();
    }

    @Test
    void aProviderInDoubtIsGivenUpAtTheFirstBadLook() {
        Writing first = take();
        health.doubt(first);
        Writing second = take();
        ProviderCheck check = health.check(second);

        health.answered(check, 200, OTHERS);

        assertThat(check.isOpen()).isFalse();
        assertThat(second.hasAnotherProvider()).isTrue();
    }

    @Test
    void theNextProviderIsLookedAtForItself() {
        good(take());
        Writing writing = take();
        writer.turnToNextProvider(writing);

        ProviderCheck check = health.check(writing);
        health.answered(check, 200, "{\"object\": \"list\", \"data\": [{\"id\": \"mistral:latest\"}]}");

        assertThat(writing).returns("ollama", Writing::providerId).returns(true, Writing::wantsReply);
    }

    @Test
    void aProviderThatLoadsItsModelIsWaitedForAndThenAsked() {
        // Given
        Writing writing = take();
        ProviderCheck check = health.check(writing);

        // When
        for (int look = 0; look < 10; look++) {
            health.answered(check, 503, LOADING);
            now += Duration.ofSeconds(5).toNanos();
        }

        // Then
        assertThat(check).returns(true, ProviderCheck::isOpen).returns(5_000L, ProviderCheck::pauseMillis);
        health.answered(check, 200, LISTED);
        assertThat(check.isOpen()).isFalse();
        assertThat(writing.wantsReply()).isTrue();
    }

    @Test
    void aProviderThatLoadsLongerThanAnAnswerMayTakeIsGivenUp() {
        // Given
        Writing writing = take();
        ProviderCheck check = health.check(writing);

        // When
        health.answered(check, 503, LOADING);
        now += Writers.settings(4096).timeout().toNanos();
        health.answered(check, 503, LOADING);
        health.answered(check, 503, LOADING);

        // Then
        assertThat(check.isOpen()).isFalse();
        assertThat(writing.wantsReply()).isFalse();
        assertThat(finished(writing).llm().healthCheck().error())
                .isEqualTo("no list of models: HTTP 503: Loading model");
    }

    @Test
    void theCheckCanBeSkippedAndTheStorySaysSo() {
        LlmSettings asking = Writers.settings(4096);
        health = health(new LlmSettings(
                asking.providers(),
                asking.temperature(),
                asking.seed(),
                asking.timeout(),
                asking.maxTokens(),
                asking.maxConcurrent(),
                asking.lockWait(),
                asking.retryDelay(),
                true,
                false,
                true));
        Writing writing = take();

        assertThat(health.check(writing).isOpen()).isFalse();

        assertThat(finished(writing).llm().healthCheck())
                .returns("skipped", LlmHealthCheck::status)
                .returns("showrunner.llm.skip-health-check is true", LlmHealthCheck::skipReason);
    }

    private void good(Writing writing) {
        ProviderCheck check = health.check(writing);
        health.answered(check, 200, LISTED);
    }

    private Story finished(Writing writing) {
        writer.useTemplate(writing);
        writer.finish(writing);
        return store.story(writing.storyId()).orElseThrow();
    }

    private Writing take() {
        String premise = "a retired keeper discovers hidden ledger number " + ++number;
        return writer.take(
                Json.write(StoryMessage.of(briefs.accept(Writers.brief(premise, "drama", 3), number + ".json")
                        .record())));
    }
}
