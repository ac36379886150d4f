package io.showrunner.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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

    @Test
    void whatAnotherProcessWorksOnIsNobodysHereUntilThatLetsGo() {
        // Given
        Set<String> taken = new HashSet<>(Set.of("key"));
        SingleFlight shared =
                new SingleFlight(key -> taken.add(key) ? Optional.of(() -> taken.remove(key)) : Optional.empty());
        assertThat(shared.claim("key", "first")).isFalse();

        // When
        taken.clear();

        // Then
        assertThat(shared.claim("key", "first")).isTrue();
        assertThat(shared.claim("other", "first")).isTrue();
        assertThat(shared.claim("third", "second")).isTrue();
        assertThat(taken).containsExactlyInAnyOrder("key", "other", "third");

        // When
        shared.release("first");

        // Then
        assertThat(taken).containsExactly("third");
    }
}
