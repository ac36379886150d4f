package io.showrunner.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Duration FIRST = Duration.ofSeconds(15);

    private Duration elapsed = Duration.ZERO;
    private final Outbox outbox = new Outbox(FIRST, () -> elapsed.toNanos());

    @Test
    void eachFailureDoublesThePauseUpToTenMinutes() {
        AlertNews news = news("gpu0");
        outbox.add(news);

        List<Long> pauses = IntStream.range(0, 8)
                .mapToObj(failure -> outbox.failed(news).toSeconds())
                .toList();

        assertThat(pauses).containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 600L, 600L);
        assertThat(outbox.due()).isEmpty();
        elapsed = Duration.ofMinutes(10);
        assertThat(outbox.due()).containsExactly(news);
    }

    @Test
    void aSuccessEndsThePauseAndTheNextOneIsShortAgain() {
        outbox.add(news("gpu0"));
        outbox.add(news("gpu1"));
        outbox.failed(news("gpu0"));
        outbox.failed(news("gpu0"));

        assertThat(outbox.told(news("gpu1"))).isTrue();

        assertThat(outbox.due()).containsExactly(news("gpu0"));
        assertThat(outbox.failed(news("gpu0"))).isEqualTo(FIRST);
    }

    @Test
    void whatTheReceiverRefusesWaitsBehindTheRest() {
        outbox.add(news("refused"));
        outbox.add(news("gpu0"));

        outbox.failed(news("refused"));
        elapsed = FIRST;

        assertThat(outbox.due()).containsExactly(news("gpu0"), news("refused"));
    }

    private static AlertNews news(String instance) {
        Alert alert = new Alert("instance_down", Severity.WARNING, instance, "it does not answer", Instant.EPOCH);
        return new AlertNews(alert, true);
    }
}
