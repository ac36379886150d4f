package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.telemetry.VideoMemory.Reading;
import org.junit.jupiter.api.Test;

class VideoMemoryTest {
    private static final String CARD = """
            {"system": {}, "devices": [{"name": "cuda:0 NVIDIA GeForce RTX 3090 : cudaMallocAsync", "type": "cuda",
             "index": 0, "vram_total": %d, "vram_free": %d}]}""";

    private final VideoMemory memory = new VideoMemory();

    @Test
    void bytesAreToldInMegabytesAndPercentUnderTheNameOfTheCard() {
        memory.saw("gpu0", CARD.formatted(24_576L << 20, 6_144L << 20));

        Reading reading = memory.reading("gpu0").orElseThrow();

        assertThat(reading).isEqualTo(new Reading("NVIDIA GeForce RTX 3090", 6_144, 24_576));
        assertThat(reading.usedPercent()).isEqualTo(75);
    }

    @Test
    void aTotalThatIsNotToldMakesNoPercentage() {
        memory.saw("gpu0", "{\"system\": {}, \"devices\": [{\"name\": \"cpu\", \"vram_free\": 1048576}]}");

        assertThat(memory.reading("gpu0").orElseThrow().usedPercent()).isNaN();
    }

    @Test
    void aServerThatSaysNothingAnyMoreIsNotRememberedByWhatItSaidBefore() {
        memory.saw("gpu0", CARD.formatted(2L << 30, 1L << 30));
        memory.saw("gpu1", CARD.formatted(2L << 30, 1L << 30));
        memory.saw("gpu2", CARD.formatted(2L << 30, 1L << 30));

        memory.saw("gpu0", "<html>");
        memory.saw("gpu1", "{\"system\": {}, \"devices\": []}");
        memory.forget("gpu2");

        assertThat(memory.reading("gpu0")).isEmpty();
        assertThat(memory.reading("gpu1")).isEmpty();
        assertThat(memory.reading("gpu2")).isEmpty();
    }
}
