package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.SystemStats.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemStatsTest {

    @Test
    void aCpuHasNoIndexAndReportsTheSystemsMemory() {
        assertThat(read("stats-cpu.json").devices())
                .containsExactly(
                        new Device("cpu", "cpu", null, 25274793984L, 24626790400L, 25274793984L, 24626790400L));
    }

    @Test
    void namesLoseTheirPrefixAndAllocatorAndAllKeyVariantsAreRead() {
        assertThat(read("stats-cuda.json").devices())
                .containsExactly(
                        new Device("NVIDIA GeForce RTX 3090", "cuda", 0, 25769803776L, 24000000000L, 0L, 0L),
                        new Device("NVIDIA GeForce RTX 3060", "cuda", 1, 12884901888L, 12000000000L, null, null));
    }

    @Test
    void memoryThatIsNotSaidIsNullAndNeverZero() {
        assertThat(read("stats-without-vram.json").devices())
                .containsExactly(new Device("Tesla T4", "cuda", 0, null, null, null, null));
    }

    @Test
    void theCommandLineOfTheServerIsNotKept() {
        assertThat(read("stats-cpu.json").system().has("argv")).isFalse();
        assertThat(read("stats-cpu.json").system().path("os").asText()).isEqualTo("posix");
    }

    @ParameterizedTest
    @CsvSource({"stats-cpu.json, true", "stats-cuda.json, false", "stats-without-vram.json, false"})
    void onlyANewerServerInterruptsById(String file, boolean byId) {
        assertThat(read(file).interruptsById()).isEqualTo(byId);
    }

    @ParameterizedTest
    @CsvSource({"0.3.57, true", "0.3.57-dev, true", "v0.4.0, true", "1.0.0, true", "0.3.9, false", "nightly, false"})
    void versionsAreComparedByNumber(String version, boolean newEnough) {
        assertThat(ServerVersion.parse(version).map(v -> v.isAtLeast(0, 3, 57)).orElse(false))
                .isEqualTo(newEnough);
    }

    @Test
    void somethingElseIsNotStats() {
        assertThatThrownBy(() -> SystemStats.read("{}")).isInstanceOf(UnreadableReply.class);
    }

    private static SystemStats read(String file) {
        return SystemStats.read(Recorded.reply(file));
    }
}
