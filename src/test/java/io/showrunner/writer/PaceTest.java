package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(new TokenBudget(500), Duration.ofMinutes(2));

    @Test
    void warnsOnceOfAModelThatIsTooSlowForTheSettings() {
        assertThat(pace.observed(140, Duration.ofSeconds(50))).isTrue();
        assertThat(pace.observed(140, Duration.ofSeconds(50))).isFalse();
    }

    @Test
    void saysNothingOfAFastModelOrAReplyTooShortToTell() {
        assertThat(pace.observed(400, Duration.ofSeconds(10))).isFalse();
        assertThat(pace.observed(5, Duration.ofSeconds(50))).isFalse();
        assertThat(pace.observed(null, Duration.ofSeconds(50))).isFalse();
        assertThat(pace.observed(400, Duration.ZERO)).isFalse();
    }
}
