package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** O4: the model of a further provider is asked for a word every so often. */
class StandbyTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private long now;
    private boolean busy;
    private final Standby standby = standby(INTERVAL);

    private Standby standby(Duration interval) {
        return new Standby(List.of(Writers.OLLAMA), interval, () -> busy, Writers.CLOCK, () -> now);
    }

    @Test
    void itIsAskedOnceInAnInterval() {
        assertThat(standby.due()).containsExactly("ollama");
        now += INTERVAL.toNanos() - 1;
        assertThat(standby.due()).isEmpty();
        now++;
        assertThat(standby.due()).containsExactly("ollama");
    }

    @Test
    void nobodyIsAskedWithoutAnInterval() {
        assertThat(standby(Duration.ZERO).due()).isEmpty();
        assertThat(standby(Duration.ZERO).providers()).isEmpty();
    }

    @Test
    void aStoryThatIsBeingAskedForGoesFirst() {
        busy = true;
        assertThat(standby.due()).isEmpty();

        busy = false;
        assertThat(standby.due()).containsExactly("ollama");
    }

    @Test
    void theRequestIsTiny() {
        JsonNode request = Writers.request(standby.request("ollama"));

        assertThat(request.path("model").asText()).isEqualTo("mistral");
        assertThat(request.path("max_tokens").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | {"choices": [{"message": {"content": "ready"}}]}                       | true
            200 | {"choices": [{"message": {"content": ""}, "finish_reason": "length"}]} | true
            404 | {"error": {"message": "model 'mistral' not found"}}                    | false
            429 | {"error": {"message": "busy"}}                                         | false
            """)
    void itIsWarmWhenTheModelWasThereToAnswer(int status, String body, boolean warm) {
        standby.answered("ollama", status, body);

        assertThat(standby.isWarm("ollama")).isEqualTo(warm);
    }

    @Test
    void whatIsKnownIsSaidInAFewWords() {
        assertThat(standby.state("ollama")).isEqualTo("not asked yet");

        standby.failed("ollama", new ConnectException("connection refused"));
        assertThat(standby.state("ollama")).isEqualTo("cold: connection refused");

        standby.answered("ollama", 200, Writers.answer("ready", "stop"));
        assertThat(standby.state("ollama")).isEqualTo("warm");
    }
}
