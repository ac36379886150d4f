package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A story is delivered once for each of its revisions, however often its markers wake the assemble stage. */
class DeliveryIT extends RouteEditing {
    private static final String WRITE_DOWN_THE_REVISION = """
                    - setBody:
                        expression:
                          simple:
                            expression: "${variable.outcome.revision};"
                    - to:
                        uri: file
                        parameters:
                          directoryName: "{{showrunner.stories}}/../delivered"
                          fileName: revisions.txt
                          fileExist: Append
            """;

    private static final String DELIVERIES = "delivered/revisions.txt";

    private StoryRecord story;

    @BeforeEach
    void aDeliveredStory() {
        desk.append("deliver-story", WRITE_DOWN_THE_REVISION);
        studio.drop("once.json", SmallBrief.json("once", "The Ledger"));
        story = studio.finishedStory();
        studio.awaitDelivery(story);
        await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(home.resolve(DELIVERIES)));
        awaitNoMarkers();
        assertThat(deliveries()).isEqualTo("1;");
    }

    @Test
    void aStoryThatIsWokenAgainIsNotDeliveredAgain() throws IOException {
        // When
        wake();

        // Then
        awaitNoMarkers();
        assertThat(deliveries()).isEqualTo("1;");
    }

    @Test
    void aStoryWhoseMarkersACrashLeftIsNotDeliveredAgain() throws Exception {
        // Given
        studio.stop();
        wake();

        // When
        studio.start();

        // Then
        awaitNoMarkers();
        assertThat(deliveries()).isEqualTo("1;");
    }

    @Test
    void aNewRevisionIsDelivered() throws IOException {
        // Given
        SceneRecord scene = studio.scene(story, "The Ledger");
        studio.pipeline().store().update(story.storyId(), scene.sceneId(), before -> before.waitingAgain(
                        "once more", Instant.now())
                .to(before.state(), null, null, Instant.now()));

        // When
        wake();

        // Then
        await().atMost(TestStudio.PATIENCE).until(this::deliveries, "1;2;"::equals);
    }

    /** A marker of the story, and its done file last. */
    private void wake() throws IOException {
        Path markers = home.resolve("stories/.published");
        String name = story.storyId() + ".scene-001.again.json";
        Files.writeString(markers.resolve(name), "{}");
        Files.writeString(markers.resolve(name + ".done"), "");
    }

    private void awaitNoMarkers() {
        await().atMost(TestStudio.PATIENCE).until(() -> {
            try (Stream<Path> markers = Files.list(home.resolve("stories/.published"))) {
                return markers.findAny().isEmpty();
            }
        });
    }

    private String deliveries() {
        try {
            return Files.readString(home.resolve(DELIVERIES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
