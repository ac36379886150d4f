package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @ParameterizedTest(name = "{0} servers among {1} nodes")
    @CsvSource({"0, 1", "1, 3", "4, 1", "4, 3", "7, 3", "256, 3", "3, 3"})
    void everyServerHasOneNodeAndNoNodeHasTwoMoreThanAnother(int servers, int nodes) {
        // When
        int[] shares = IntStream.range(0, nodes)
                .map(rank -> Shares.of(servers, nodes, rank))
                .toArray();

        // Then
        assertThat(IntStream.of(shares).sum()).isEqualTo(servers);
        assertThat(IntStream.of(shares).max().getAsInt()
                        - IntStream.of(shares).min().getAsInt())
                .isLessThanOrEqualTo(1);
    }
}
