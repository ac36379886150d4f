package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaytimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pale moonlight, fog      | at noon she waits | fog",
                "grey morning light, wind | at dawn she waits | grey morning light, wind",
                "blue hour, wide shot     | cyan dusk         | blue hour, wide shot",
                "pale moonlight, fog      | hard shadows      | pale moonlight, fog",
                "hard side light          | at midnight       | hard side light",
                "warm sunset              | at dawn, at dusk  | warm sunset"
            })
    void aLightOfAnotherTimeIsLeftOut(String light, String said, String fitting) {
        assertThat(Daytime.fitting(light, said)).isEqualTo(fitting);
    }

    @ParameterizedTest
    @CsvSource({"every day, DAY", "a sunken ship, ''", "torchlight parade, ''"})
    void onlyWholeWordsTellTheTime(String text, String time) {
        assertThat(String.join(" ", Daytime.of(text).stream().map(Daytime::name).toList()))
                .isEqualTo(time);
    }
}
