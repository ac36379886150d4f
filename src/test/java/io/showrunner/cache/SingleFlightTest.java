package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private final SingleFlight flights = new SingleFlight();

    @Test
    void anAnswerHasOneOwnerUntilTheOwnerLetsGo() {
        // Given
        assertThat(flights.claim("key", "first")).isTrue();
        assertThat(flights.claim("key", "first")).isTrue();
        assertThat(flights.claim("key", "second")).isFalse();

        // When
        flights.release("first");

        // Then
        assertThat(flights.claim("key", "second")).isTrue();
    }

    @Test
    void whoLetsGoTakesNothingFromOthers() {
        flights.claim("key", "first");

        flights.release("second");

        assertThat(flights.claim("key", "second")).isFalse();
        assertThat(flights.claim("other", "second")).isTrue();
    }
}
