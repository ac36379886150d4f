package io.showrunner.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final Duration PROBES = Duration.ofSeconds(30);

    @Test
    void aProcessThatProbesLives() {
        assertThat(Liveness.trouble(0, Duration.ofMinutes(5), PROBES)).isEmpty();
        assertThat(Liveness.trouble(0, Duration.ofMinutes(60), Duration.ofHours(1)))
                .isEmpty();
    }

    @Test
    void timersThatHangNeedARestart() {
        assertThat(Liveness.trouble(0, Duration.ofMinutes(6), PROBES).orElseThrow())
                .contains("no round of probes has begun for 360 s");
    }

    @Test
    void threadsThatWaitForEachOtherNeedARestart() {
        assertThat(Liveness.trouble(2, Duration.ZERO, PROBES).orElseThrow()).startsWith("2 threads wait");
    }
}
