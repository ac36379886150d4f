package io.showrunner.film;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String ONE = "story-one";
    private static final String TWO = "story-two";

    @TempDir
    private Path folder;

    private final Set<String> due = new HashSet<>();
    private Deliveries deliveries;

    @BeforeEach
    void twoFoldersOfStories() throws IOException {
        Files.createDirectories(folder.resolve(ONE));
        Files.createDirectories(folder.resolve(TWO));
        deliveries = new Deliveries(new StoryStore(folder), due::contains, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aStoryThatIsNotAssembledHasNoDelivery() {
        assertThat(deliveries.of(ONE)).isEmpty();
    }

    @Test
    void whatIsDoneForAStoryIsSaidAndTheNextOneWaitsForIt() {
        due.addAll(List.of(ONE, TWO));

        deliveries.begin(ONE, "making film.mp4");

        assertThat(deliveries.of(ONE)).contains(new Deliveries.Snapshot("making film.mp4", NOW, List.of()));
        assertThat(deliveries.of(TWO))
                .contains(new Deliveries.Snapshot(
                        "waits for its delivery, after story-one: making film.mp4", null, List.of()));
    }

    @Test
    void aDeliveryThatBrokeOffWaitsForItsNextTurn() {
        due.add(ONE);
        deliveries.begin(ONE, "making film.mp4");

        deliveries.end();

        assertThat(deliveries.of(ONE)).contains(new Deliveries.Snapshot("waits for its delivery", null, List.of()));
    }

    @Test
    void afterwardsItSaysWhatWasMade() throws IOException {
        assertThat(deliveries.of(ONE)).isEmpty();

        Files.createFile(folder.resolve(ONE).resolve("film.mp4"));
        Files.createFile(folder.resolve(ONE).resolve("story-one.zip"));

        assertThat(deliveries.of(ONE))
                .contains(new Deliveries.Snapshot("delivered", null, List.of("film.mp4", "story-one.zip")));
    }
}
