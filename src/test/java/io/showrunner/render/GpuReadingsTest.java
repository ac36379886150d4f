package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.GpuReading;
import org.junit.jupiter.api.Test;

class GpuReadingsTest {
    private static final String STATS = """
            {"system": {"comfyui_version": "0.3.64"}, "devices": [{"name": "cuda:0 NVIDIA GeForce RTX 3090 : native",
              "type": "cuda", "index": 0, "vram_total": 25769803776, "vram_free": 24000000000}]}
            """;
    private static final String WITHOUT_MEMORY =
            STATS.replaceAll("\"vram_[a-z]+\": \\d+,? ?", "").replace("\"index\": 0, }", "\"index\": 0}");
    private static final GpuReading CARD =
            new GpuReading("NVIDIA GeForce RTX 3090", "nvidia", 0, 25_769_803_776L, 23_000_000_000L, 41, "nvidia-smi");

    private final GpuReadings readings = new GpuReadings();

    @Test
    void theServersOwnFiguresComeFirstAndNvidiaSmiAddsHowBusyTheCardIs() {
        readings.take(STATS);
        readings.complete(CARD);

        assertThat(readings.measured().gpuBefore())
                .isEqualTo(new GpuReading(
                        "NVIDIA GeForce RTX 3090", "cuda", 0, 25_769_803_776L, 24_000_000_000L, 41, "system_stats"));
        assertThat(readings.measured().notes()).isEmpty();
    }

    @Test
    void nvidiaSmiStandsForAServerThatDoesNotAnswer() {
        readings.take(STATS);
        readings.unavailable("timeout");
        readings.complete(CARD);

        assertThat(readings.measured().gpuBefore().source()).isEqualTo("system_stats");
        assertThat(readings.measured().gpuAfter()).isEqualTo(CARD);
        assertThat(readings.measured().notes())
                .containsExactly(
                        "STATS_UNAVAILABLE: system_stats after the scene could not be read (timeout)",
                        "NVIDIA_SMI: the memory after the scene is what nvidia-smi says of the card");
    }

    @Test
    void nvidiaSmiStandsForAServerThatDoesNotTellItsMemory() {
        readings.take(WITHOUT_MEMORY);
        readings.complete(CARD);

        assertThat(readings.measured().gpuBefore()).isEqualTo(CARD);
        assertThat(readings.freeBefore()).isEqualTo(23_000_000_000L >> 20);
        assertThat(readings.measured().notes().toString()).contains("VRAM_MISSING:", "NVIDIA_SMI:");
    }

    @Test
    void withoutEitherNothingIsInvented() {
        readings.unavailable("refused");
        readings.unavailable("refused");

        assertThat(readings.measured().gpuBefore()).isEqualTo(GpuReading.missing());
        assertThat(readings.measured().gpuAfter()).isEqualTo(GpuReading.missing());
    }
}
