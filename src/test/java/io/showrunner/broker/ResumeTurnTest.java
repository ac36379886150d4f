package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumeTurnTest {
    private final HandBroker broker = new HandBroker();
    private final ResumeTurn turn = new ResumeTurn(broker);

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
}
