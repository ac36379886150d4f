package io.showrunner.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NodeCataloguesTest {
    private static final NodeCatalogue SMALL = NodeCatalogue.read("{\"VAEDecode\": {\"input\": {}}}");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            clock);
    private final NodeCatalogues catalogues = new NodeCatalogues(fleet, clock);

    @Test
    void aServerIsAskedOnceAndThenAgainAfterTenMinutes() {
        assertThat(catalogues.find("gpu0")).isEmpty();

        catalogues.put("gpu0", SMALL);
        passes(Duration.ofMinutes(10));
        assertThat(catalogues.find("gpu0")).contains(SMALL);

        passes(Duration.ofSeconds(1));
        assertThat(catalogues.find("gpu0")).isEmpty();
    }

    @Test
    void anAnswerIsRecentForTenSeconds() {
        assertThat(catalogues.isRecent("gpu0")).isFalse();

        catalogues.put("gpu0", SMALL);
        passes(Duration.ofSeconds(10));
        assertThat(catalogues.isRecent("gpu0")).isTrue();

        passes(Duration.ofSeconds(1));
        assertThat(catalogues.isRecent("gpu0")).isFalse();
    }

    @Test
    void aServerThatWasDownIsAskedAgainWhenItIsBack() {
        // Given
        fleet.answered("gpu0", new Probe(0, null, null, "0.3.64"));
        catalogues.put("gpu0", SMALL);

        // When
        fleet.missed("gpu0", "refused");
        fleet.missed("gpu0", "refused");
        assertThat(catalogues.find("gpu0")).isPresent();
        fleet.missed("gpu0", "refused");

        // Then
        assertThat(catalogues.find("gpu0")).isEmpty();
    }

    private void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
