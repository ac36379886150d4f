package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SceneRateTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    @Test
    void theScenesOfTheLastHourCountAndNoOlderOnes() {
        SceneRate rate = new SceneRate(0, nanos::get);
        rate.finished(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(30));
        rate.finished(Duration.ofMinutes(2));

        assertThat(rate.perHour()).isEqualTo(2);
        pass(Duration.ofMinutes(30));
        assertThat(rate.perHour()).isEqualTo(1);
        pass(Duration.ofDays(3));
        assertThat(rate.perHour()).isZero();
    }

    @Test
    void whatIsPossibleFollowsFromTheAverage() {
        SceneRate rate = new SceneRate(0, nanos::get);
        assertThat(rate.possiblePerHour(2)).isEmpty();

        rate.finished(Duration.ofSeconds(45));
        rate.finished(Duration.ofSeconds(75));

        assertThat(rate.possiblePerHour(1)).hasValue(60);
        assertThat(rate.possiblePerHour(2)).hasValue(120);
    }

    @Test
    void asManyScenesBeginInAnHourAsMayBegin() {
        SceneRate rate = new SceneRate(2, nanos::get);

        assertThat(rate.tryBegin()).isTrue();
        pass(Duration.ofMinutes(20));
        assertThat(rate.tryBegin()).isTrue();
        assertThat(rate.tryBegin()).isFalse();
        rate.didNotBegin();
        assertThat(rate.tryBegin()).as("one did not begin after all").isTrue();
        pass(Duration.ofMinutes(40));
        assertThat(rate.tryBegin()).as("the first one is an hour ago").isTrue();
        assertThat(rate.tryBegin()).isFalse();
    }

    @Test
    void zeroDoesNotLimit() {
        SceneRate rate = new SceneRate(0, nanos::get);

        for (int i = 0; i < 10_000; i++) {
            assertThat(rate.tryBegin()).isTrue();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
