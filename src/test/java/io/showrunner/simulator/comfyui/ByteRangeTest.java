package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 10, bytes 0-9/100",
        "bytes=90-, 90, 10, bytes 90-99/100",
        "bytes=90-500, 90, 10, bytes 90-99/100",
        "bytes=-5, 95, 5, bytes 95-99/100",
        "bytes=-500, 0, 100, bytes 0-99/100"
    })
    void partOfTheFileIsFound(String text, long first, long length, String header) {
        var range = ByteRange.parse(text, 100);
        assertThat(range).isEqualTo(new ByteRange(first, length));
        assertThat(range.header(100)).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=5-4", "bytes=-", "items=0-1", "bytes=0-1,3-4"})
    void whatTheFileDoesNotHaveIsNotSatisfiable(String text) {
        assertThat(ByteRange.parse(text, 100).satisfiable()).isFalse();
    }
}
