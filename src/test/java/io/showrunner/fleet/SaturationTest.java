package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturationTest {

    @ParameterizedTest
    @CsvSource({"5, 4, 5, 3", "10, 9, 10, 6", "1, 0, 1, 0", "2, 1, 2, 1"})
    void aQueueIsFullFromTheLimitOnUntilSixtyPerCentAreLeft(int limit, int below, int full, int left) {
        Saturation queue = new Saturation(limit);

        assertThat(queue.sees(below)).isFalse();
        assertThat(queue.sees(full)).isTrue();
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.sees(left + 1)).as("not yet").isFalse();
        assertThat(queue.sees(left)).isTrue();
        assertThat(queue.isFull()).isFalse();
    }

    @Test
    void aQueueThatMovesAroundItsLimitTurnsOnce() {
        Saturation queue = new Saturation(5);

        List<Boolean> turns = Stream.of(5, 4, 6, 4, 5, 9).map(queue::sees).toList();

        assertThat(turns).containsExactly(true, false, false, false, false, false);
        assertThat(queue).hasToString("9 prompts in its queue, full at 5");
    }
}
