package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestRankTest {
    @ParameterizedTest
    @CsvSource({
        "1, 50, 0",
        "1, 99, 0",
        "2, 50, 0",
        "3, 50, 1",
        "4, 50, 1",
        "10, 90, 8",
        "20, 95, 18",
        "100, 7, 6",
        "100, 99, 98",
        "101, 99, 99",
        "5, 100, 4"
    })
    void isTheFirstValueThatSoManyAreNotAbove(int size, int percent, int index) {
        assertThat(NearestRank.index(size, percent)).isEqualTo(index);
    }
}
