package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one provider that fails costs a story before the next one is asked, with the shipped times (docs/writer.md). */
class ProviderFailureNumbersTest {
    private static final String LISTED = "{\"object\": \"list\", \"data\": [{\"id\": \"mistral-7b\"}]}";
    private static final String OTHERS = "{\"object\": \"list\", \"data\": [{\"id\": \"qwen3\"}]}";

    @TempDir
    Path root;

    private StoryWriter writer;
    private ProviderHealth health;
    private ParkedStories parked;
    private Writing writing;
    private int looks;
    private int requests;
    private long seconds;

    @BeforeEach
    void aStory() {
        StoryStore store = new StoryStore(root);
        writing = Writers.take(store, List.of(Writers.LM_STUDIO));
        writer = Writers.writer(store, List.of(Writers.LM_STUDIO));
        health = health(false);
        parked = new ParkedStories(store, health, Duration.ofSeconds(15), () -> 1, Writers.CLOCK, () -> 0);
    }

    private static ProviderHealth health(boolean skip) {
        LlmSettings shipped = Writers.settings(4096, Writers.LM_STUDIO);
        return new ProviderHealth(
                new LlmSettings(
                        shipped.providers(),
                        shipped.temperature(),
                        shipped.seed(),
                        shipped.timeout(),
                        shipped.maxTokens(),
                        shipped.maxConcurrent(),
                        shipped.lockWait(),
                        shipped.retryDelay(),
                        skip,
                        false,
                        true),
                LlmCapabilities.inMemory(),
                Writers.CLOCK,
                () -> 0);
    }

    static Stream<Arguments> failures() {
        Look listed = (health, check) -> health.answered(check, 200, LISTED);
        Look otherModel = (health, check) -> health.answered(check, 200, OTHERS);
        Look refused = (health, check) -> health.failed(check, new ConnectException("connection refused"));
        return Stream.of(
                arguments("connection refused", refused, null, 2, 0, 5, true),
                arguments("model not listed", otherModel, null, 2, 0, 5, true),
                arguments("no answer in time", listed, failed(120, new IOException("no whole reply")), 1, 2, 245, true),
                arguments("HTTP 500", listed, answered(500, "{\"error\": \"crashed\"}"), 1, 2, 5, true),
                arguments("breaker open", listed, notSent(0), 1, 0, 5, true),
                arguments("turn does not come", listed, noTurn(120), 1, 0, 120, true),
                arguments("HTTP 404", listed, answered(404, "{\"error\": \"no such model\"}"), 1, 1, 0, false),
                arguments("only prose", listed, answered(200, Writers.answer("Once", "stop")), 1, 3, 0, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aProviderThatFailsCosts(
            String how,
            Look look,
            Request request,
            int looksWanted,
            int requestsWanted,
            long secondsWanted,
            boolean waits) {
        look(look);
        ask(request);
        parked.park(writing);

        assertThat(looks).as("looks").isEqualTo(looksWanted);
        assertThat(requests).as("requests").isEqualTo(requestsWanted);
        assertThat(seconds).as("seconds").isEqualTo(secondsWanted);
        assertThat(writing.isParked()).isEqualTo(waits);
    }

    private void look(Look look) {
        ProviderCheck check = health.check(writing);
        while (check.isOpen()) {
            seconds += check.pauseMillis() / 1000;
            looks++;
            look.accept(health, check);
        }
    }

    private void ask(Request request) {
        while (writing.wantsReply()) {
            seconds += writing.pauseMillis() / 1000;
            request.send(this);
        }
    }

    private interface Look extends BiConsumer<ProviderHealth, ProviderCheck> {}

    private interface Request {
        void send(ProviderFailureNumbersTest test);
    }

    private static Request answered(int status, String body) {
        return test -> {
            test.requests++;
            test.writer.nextRequest(test.writing);
            test.writer.answered(test.writing, status, body, null);
        };
    }

    private static Request failed(long after, Exception why) {
        return test -> {
            test.requests++;
            test.seconds += after;
            test.writer.nextRequest(test.writing);
            test.writer.failed(test.writing, why);
        };
    }

    private static Request notSent(long after) {
        return test -> {
            test.seconds += after;
            test.writer.nextRequest(test.writing);
            test.writer.notSent(test.writing, new IOException("breaker is OPEN"));
        };
    }

    private static Request noTurn(long after) {
        return test -> {
            test.seconds += after;
            test.writer.turnDidNotCome(test.writing);
        };
    }
}
