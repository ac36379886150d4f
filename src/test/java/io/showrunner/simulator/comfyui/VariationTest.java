package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VariationTest {
    @Test
    void executionsScatterLognormallyAroundThePaceAndTheSameSeedGivesTheSame() {
        double[] logs = IntStream.rangeClosed(1, 2_000)
                .mapToDouble(n -> Math.log(new Variation(0.5, 7, 0, 1).factor(n)))
                .toArray();

        double mean = IntStream.range(0, logs.length)
                .mapToDouble(i -> logs[i])
                .average()
                .orElseThrow();
        double variance = IntStream.range(0, logs.length)
                .mapToDouble(i -> (logs[i] - mean) * (logs[i] - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.05));
        assertThat(Math.sqrt(variance)).isCloseTo(0.5, within(0.05));
        assertThat(Math.log(new Variation(0.5, 7, 0, 1).factor(42))).isEqualTo(logs[41]);
    }

    @Test
    void afterSoManyPromptsEverythingIsSlower() {
        Variation variation = new Variation(0, 1, 25, 2);

        assertThat(variation.factor(25)).isEqualTo(1);
        assertThat(variation.factor(26)).isEqualTo(2);
        assertThat(Variation.none().factor(1)).isEqualTo(1);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Variation(-1, 1, 0, 1)).hasMessageContaining("sigma -1.0");
    }
}
