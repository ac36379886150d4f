package io.showrunner.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void isTheHmacOfTimeAndBody() {
        // Given
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

        // When
        String signature = new Signature("0123456789abcdef", clock).of("{\"id\":\"1\"}");

        // Then
        assertThat(signature)
                .isEqualTo("t=1700000000,v1=d5f5834972cbc6cf5590800c46ccaa0cd6c16f19c0c73dbdf9b4c56390cbc2a3");
    }
}
