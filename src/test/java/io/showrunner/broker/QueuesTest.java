package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesTest {
    @ParameterizedTest
    @CsvSource({"0, 1000", "2, 1000", "170, 1000", "512, 3011"})
    void theMoreConsumersThereAreTheLessOftenEachAsks(int consumers, long millis) {
        assertThat(Queues.receiveMillis(consumers)).isEqualTo(millis);
    }
}
