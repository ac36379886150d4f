package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.SmiSettings;
import io.showrunner.story.GpuReading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NvidiaSmiTest {
    private static final String ONE = "NVIDIA GeForce RTX 3090, 0, 24576, 22600, 3\n";
    private static final String TWO = ONE + "NVIDIA RTX A6000, Ada, 1, 49140, 48000, [N/A]\n";
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void theOnlyCardIsThatOfAServerOnThisMachine() throws IOException {
        saying(ONE);

        assertThat(smi(Map.of()).look("here"))
                .isEqualTo(new GpuReading(
                        "NVIDIA GeForce RTX 3090", "nvidia", 0, 24_576 * MIB, 22_600 * MIB, 3, "nvidia-smi"));
        assertThat(smi(Map.of()).look("elsewhere")).isNull();
        assertThat(smi(Map.of()).look("gone")).isNull();
    }

    @Test
    void whichOfSeveralCardsItIsMustBeSaid() throws IOException {
        saying(TWO);

        assertThat(smi(Map.of()).look("here")).isNull();
        assertThat(smi(Map.of("here", 2)).look("here")).isNull();
        assertThat(smi(Map.of("elsewhere", 1)).look("elsewhere"))
                .isEqualTo(new GpuReading(
                        "NVIDIA RTX A6000, Ada", "nvidia", 1, 49_140 * MIB, 48_000 * MIB, null, "nvidia-smi"));
    }

    @Test
    void aProgramThatFailsSaysNothing() throws IOException {
        program("echo '" + ONE + "'; exit 9");

        assertThat(smi(Map.of()).look("here")).isNull();
    }

    @Test
    void aProgramThatIsStuckIsEnded() throws IOException {
        program("exec sleep 600");

        assertThat(smi(Map.of()).look("here")).isNull();
    }

    @Test
    void withoutTheProgramNobodyIsAsked() {
        assertThat(smi(Map.of()).look("here")).isNull();
    }

    private NvidiaSmi smi(Map<String, Integer> cards) {
        Map<String, URI> servers = Map.of(
                "here", URI.create("http://127.0.0.1:8188"), "elsewhere", URI.create("http://192.168.50.7:8188"));
        return new NvidiaSmi(
                new SmiSettings("nvidia-smi", cards),
                id -> Optional.ofNullable(servers.get(id)).map(url -> new InstanceSettings(id, url, 2, null)),
                "/nowhere::" + folder);
    }

    private void saying(String table) throws IOException {
        Files.writeString(folder.resolve("table"), table);
        program("[ \"$*\" = \"" + String.join(" ", SmiTable.ARGUMENTS) + "\" ] && cat " + folder.resolve("table"));
    }

    private void program(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
