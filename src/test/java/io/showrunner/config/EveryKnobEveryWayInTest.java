package io.showrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.KnobCases.Knob;
import io.showrunner.config.KnobCases.Way;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Q1 to Q10: each knob by each way in reaches the typed settings and the properties that the routes see. */
class EveryKnobEveryWayInTest {
    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("io.showrunner.config.KnobCases#everyKnobByEveryWay")
    void everyKnobByEveryWay(Knob knob, Way way, @TempDir Path folder) throws IOException {
        LoadedSettings loaded = KnobCases.load(knob, way, folder);

        assertThat(knob.read().apply(loaded.settings())).isEqualTo(knob.expected());
        assertThat(loaded.effective().getProperty(knob.key())).isEqualTo(knob.textForRoutes());
    }
}
