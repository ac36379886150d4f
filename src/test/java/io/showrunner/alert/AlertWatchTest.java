package io.showrunner.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertWatchTest {
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final Map<String, String> down = new LinkedHashMap<>();
    private final Condition condition =
            new Condition("instance_down", Severity.WARNING, Duration.ofMinutes(2), () -> Map.copyOf(down));
    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T22:00:00Z"));
    private Duration elapsed = Duration.ZERO;

    @TempDir
    private Path folder;

    private AlertWatch watch;

    @BeforeEach
    void start() {
        watch = started();
    }

    @Test
    void nothingFiresBeforeItsTime() {
        down.put("gpu0", "gpu0 does not answer");

        assertThat(look()).isEmpty();
        after(Duration.ofSeconds(119));
        assertThat(look()).isEmpty();
        assertThat(watch.firing()).isEmpty();
    }

    @Test
    void anAlertIsToldOnceWithItsSubjectAndOnceMoreWhenItIsOver() {
        fire("gpu0");

        assertThat(look()).singleElement().satisfies(news -> {
            assertThat(news.status()).isEqualTo("firing");
            assertThat(news.alert().key()).isEqualTo("instance_down/gpu0");
            assertThat(news.alert().message()).isEqualTo("gpu0 does not answer");
            watch.told(news);
        });
        assertThat(look()).isEmpty();
        assertThat(watch.firing()).hasSize(1);

        down.clear();
        assertThat(look()).singleElement().returns("resolved", AlertNews::status);
        assertThat(watch.firing()).isEmpty();
    }

    @Test
    void aBreakBeginsTheTimeAnew() {
        down.put("gpu0", "gpu0 does not answer");
        look();
        after(Duration.ofSeconds(119));
        down.clear();
        look();
        down.put("gpu0", "gpu0 does not answer");
        look();
        after(Duration.ofSeconds(119));

        assertThat(look()).isEmpty();
    }

    @Test
    void eachSubjectIsAnAlertOfItsOwn() {
        fire("gpu0");
        look();
        fire("gpu1");

        assertThat(look()).extracting(news -> news.alert().subject()).containsExactly("gpu0", "gpu1");
    }

    @Test
    void whatCouldNotBeToldIsToldAgainAfterAPauseAndUntilThenNothingIs() {
        fire("gpu0");
        AlertNews news = look().get(0);

        watch.notTold(news, new IOException("connection refused"));

        after(PAUSE.minusNanos(1));
        assertThat(watch.mayTell()).isFalse();
        assertThat(look()).isEmpty();
        assertThat(watch.firing()).extracting(Alert::subject).contains("gpu0");
        after(Duration.ofNanos(1));
        assertThat(watch.mayTell()).isTrue();
        assertThat(look()).contains(news);
    }

    @Test
    void troubleThatWasOverBeforeAnybodyCouldBeToldIsNoNews() {
        fire("gpu0");
        look();
        down.clear();

        assertThat(look()).isEmpty();
    }

    @Test
    void aRestartTellsNothingTwiceAndWaitsBeforeItCallsAnAlertOver() {
        fire("gpu0");
        look().forEach(watch::told);
        down.clear();

        watch = started();

        assertThat(look()).isEmpty();
        assertThat(watch.firing()).extracting(Alert::key).containsExactly("instance_down/gpu0");
        after(Duration.ofMinutes(3));
        assertThat(look()).singleElement().returns("resolved", AlertNews::status);
    }

    @Test
    void anAlertFoundAgainAfterARestartGoesOnWithoutWaitingOnceMore() {
        fire("gpu0");
        look().forEach(watch::told);

        watch = started();
        look();
        after(Duration.ofMinutes(4));

        assertThat(look()).isEmpty();
        assertThat(watch.firing()).hasSize(1);
    }

    @Test
    void whatNobodyWasToldBeforeARestartIsToldAfterIt() {
        fire("gpu0");
        look();

        watch = started();

        assertThat(look()).singleElement().returns("firing", AlertNews::status);
    }

    @Test
    void theSentenceOfAnAlertThatGoesOnIsTheNewest() {
        fire("gpu0");
        look();
        down.put("gpu0", "gpu0 does not answer: connection refused");
        look();

        assertThat(watch.firing())
                .extracting(Alert::message)
                .containsExactly("gpu0 does not answer: connection refused");
    }

    private void fire(String instance) {
        down.put(instance, instance + " does not answer");
        watch.look();
        after(Duration.ofMinutes(2));
    }

    private List<AlertNews> look() {
        return watch.look();
    }

    private void after(Duration time) {
        elapsed = elapsed.plus(time);
        clock.pass(time);
    }

    private AlertWatch started() {
        return new AlertWatch(List.of(condition), folder.resolve("alerts.json"), PAUSE, clock, () -> elapsed.toNanos());
    }
}
