package io.showrunner.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.assemble.MemoryUse.PhaseUse;
import io.showrunner.story.MemoryReport;
import io.showrunner.story.MemoryReport.Phase;
import io.showrunner.story.RecoveryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prompt took of the memory, beside what is expected of it. */
class MemoryUseTest {
    private static final long MB = 1 << 20;
    private static final MemoryReport REPORT = new MemoryReport(
            24_576 * MB,
            8_576 * MB,
            7,
            List.of(new Phase("load", 4.0, 14_576 * MB, 2), new Phase("video", 61.5, 8_576 * MB, 5)),
            null);

    private final PhaseExpectations shipped = PhaseExpectations.read(Path.of("config/vram-expectations.json"));

    @TempDir
    private Path folder;

    @Test
    void whatIsAFifthAboveTheExpectationDeviates() {
        MemoryUse use = MemoryUse.of(REPORT, null, shipped);

        assertThat(use.phases())
                .containsExactly(
                        new PhaseUse("load", 4.0, 10_000.0, 2, 5.0, 12_000, false),
                        new PhaseUse("video", 61.5, 16_000.0, 5, 30.0, 10_000, true));
        assertThat(use.total()).isEqualTo(new PhaseUse("total", 65.5, 16_000.0, 7, 60.0, 24_000, false));
    }

    @Test
    void withoutExpectationsNothingIsCompared() {
        assertThat(MemoryUse.of(REPORT, null, PhaseExpectations.none()).total().deviates())
                .isNull();
        assertThat(PhaseExpectations.read(folder.resolve("none.json"))).isEqualTo(PhaseExpectations.none());
    }

    @Test
    void theMemoryAfterwardsIsKnownOnlyWhenSomebodyLooked() {
        RecoveryReport back = new RecoveryReport(Instant.EPOCH, 20_000 * MB, 19_900 * MB, null);
        RecoveryReport kept = new RecoveryReport(Instant.EPOCH, 20_000 * MB, 9_000 * MB, "VRAM_NOT_RECOVERED: models");

        assertThat(MemoryUse.of(REPORT, back, shipped).recovery().recovered()).isTrue();
        assertThat(MemoryUse.of(REPORT, kept, shipped).recovery())
                .returns(false, MemoryUse.Recovery::recovered)
                .returns(9_000.0, MemoryUse.Recovery::free);
        assertThat(MemoryUse.of(REPORT, null, shipped).recovery())
                .returns(null, MemoryUse.Recovery::recovered)
                .satisfies(unseen -> assertThat(unseen.note()).startsWith("not seen:"));
    }

    @Test
    void aWrongFileIsNamedWithItsFault() throws IOException {
        Path unknown = Files.writeString(folder.resolve("unknown.json"), "{\"phase\": {}}");
        Path negative = Files.writeString(folder.resolve("negative.json"), "{\"total\": {\"seconds\": -1}}");

        assertThatThrownBy(() -> PhaseExpectations.read(unknown)).hasMessageContaining("unknown.json");
        assertThatThrownBy(() -> PhaseExpectations.read(negative)).hasMessageContaining("total must not be negative");
    }
}
