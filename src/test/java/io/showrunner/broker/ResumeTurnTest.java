package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResumeTurnTest {
    private final HandBroker broker = new HandBroker();
    private final AtomicInteger departures = new AtomicInteger();
    private final ResumeTurn turn = new ResumeTurn(broker, departures::get);

    @Test
    void theRecordsAreReadOnceAtTheStart() {
        // When / Then
        assertThat(turn.take()).isTrue();
        assertThat(turn.take()).isFalse();
    }

    @Test
    void theyAreReadOnceMoreWhenABrokerThatWasLostIsBackAndNotBefore() {
        // Given
        turn.take();

        // When
        broker.isLost(true);
        boolean whileAway = turn.take();
        broker.isLost(false);

        // Then
        assertThat(whileAway).isFalse();
        assertThat(turn.take()).isTrue();
        assertThat(turn.take()).isFalse();
    }

    @Test
    void theyAreReadWhenABrokerThatWasNotThereAtTheStartHasCome() {
        // Given
        broker.isLost(true);

        // When
        boolean early = turn.take();
        broker.isLost(false);

        // Then
        assertThat(early).isFalse();
        assertThat(turn.take()).isTrue();
    }

    @Test
    void theyAreReadOnceMoreWhenANodeHasLeft() {
        // Given
        turn.take();

        // When
        departures.incrementAndGet();

        // Then
        assertThat(turn.take()).isTrue();
        assertThat(turn.take()).isFalse();
    }
}
