package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.story.RecordLocks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person decided, against what the configuration says at the next start. */
class FleetRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-26T05:00:00Z");
    private static final InstanceSettings GPU0 = server("gpu0", 8188);
    private static final InstanceSettings GPU1 = server("gpu1", 8189);
    private static final InstanceSettings EXTRA =
            new InstanceSettings("extra", URI.create("http://127.0.0.1:8190"), 3, Path.of("/srv/output"));

    @TempDir
    private Path folder;

    @Test
    void aServerThatWasAddedAndAMarkToDrainOutliveARestart() {
        // Given
        FleetRecord record = record(GPU0);

        // When
        record.add(EXTRA);
        record.drain("extra");
        FleetRecord next = record(GPU0);

        // Then
        assertThat(next.instances()).containsExactly(GPU0, EXTRA);
        assertThat(next.addedAt("extra")).contains(NOW);
        assertThat(next.addedAt("gpu0")).isEmpty();
        assertThat(next.drainingSince("extra")).contains(NOW);
        next.resume("extra");
        assertThat(record(GPU0).drainingSince("extra")).isEmpty();
    }

    @Test
    void aServerOfTheConfigurationThatWasRemovedStaysAwayUntilItIsAddedAgain() {
        // Given
        record(GPU0, GPU1).remove("gpu1");

        // When
        FleetRecord next = record(GPU0, GPU1);

        // Then
        assertThat(next.instances()).containsExactly(GPU0);
        assertThat(next.removed()).extracting(FleetRecord.Removed::id).containsExactly("gpu1");
        next.add(GPU1);
        assertThat(record(GPU0, GPU1).instances()).containsExactly(GPU0, GPU1);
        assertThat(record(GPU0, GPU1).removed()).isEmpty();
    }

    @Test
    void aServerOfTheConfigurationThatComesBackOtherwiseIsTheOneThatWasAdded() {
        record(GPU0, GPU1).remove("gpu1");
        InstanceSettings elsewhere = server("gpu1", 9999);

        record(GPU0, GPU1).add(elsewhere);

        assertThat(record(GPU0, GPU1).instances()).containsExactly(GPU0, elsewhere);
    }

    @Test
    void aRemovedServerThatTheConfigurationGivesAnotherAddressIsANewOne() {
        record(GPU0, GPU1).remove("gpu1");
        InstanceSettings moved = server("gpu1", 9999);

        assertThat(record(GPU0, moved).instances()).containsExactly(GPU0, moved);
        assertThat(record(GPU0, moved).removed()).isEmpty();
    }

    @Test
    void theConfigurationCountsWhereBothNameTheSameIdOrAddress() {
        record(GPU0).add(EXTRA);

        InstanceSettings sameId = server("extra", 7777);
        InstanceSettings sameAddress = server("other", 8190);

        assertThat(record(GPU0, sameId).instances()).containsExactly(GPU0, sameId);
        assertThat(record(GPU0, sameAddress).instances()).containsExactly(GPU0, sameAddress);
    }

    @Test
    void aDamagedFileStopsTheStartAndSaysWhatToDo() throws IOException {
        Files.writeString(folder.resolve("fleet.json"), "{\"added\": [");

        assertThatThrownBy(() -> record(GPU0))
                .hasMessageContaining("fleet.json")
                .hasMessageContaining("mend the file, or remove it");
    }

    private FleetRecord record(InstanceSettings... configured) {
        return new FleetRecord(
                folder.resolve("fleet.json"),
                List.of(configured),
                RecordLocks.ofThisProcess(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static InstanceSettings server(String id, int port) {
        return new InstanceSettings(id, URI.create("http://127.0.0.1:" + port), 2, null);
    }
}
