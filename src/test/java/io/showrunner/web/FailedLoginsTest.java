package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FailedLogins failed = new FailedLogins(nanos::get);

    @Test
    void anAddressThatIsWrongTooOftenWaitsForTheEndOfItsMinute() {
        // Given
        for (int i = 1; i < FailedLogins.MOST; i++) {
            failed.failed("10.0.0.1");
        }
        assertThat(failed.waitSeconds("10.0.0.1")).isZero();

        // When
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        failed.failed("10.0.0.1");

        // Then
        assertThat(failed.waitSeconds("10.0.0.1")).isEqualTo(40);
        assertThat(failed.waitSeconds("10.0.0.2")).isZero();
        nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(failed.waitSeconds("10.0.0.1")).isZero();
    }
}
