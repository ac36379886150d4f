package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.SmallDisk;
import io.showrunner.e2e.HttpTalk.Reply;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of the application fills up in the middle of the work, and has room again later. */
class DiskFullIT {
    private static final String JSON = "application/json";
    private static final int MORE_THAN_FIT = 10_000;

    @TempDir
    private Path home;

    @Test
    void aStoryInFlightPublishesNothingPartialAndNoBriefIsTakenUntilThereIsRoomAgain() throws Exception {
        Path stories = home.resolve("stories-disk");
        try (SmallDisk disk = SmallDisk.mount(stories, 40);
                TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.with("showrunner.stories", stories.toString())
                    .with("showrunner.disk.min-free", "20MB")
                    .with("showrunner.disk.check-interval", "1s")
                    .start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            AtomicBoolean released = studio.holdPrompts();
            studio.drop("flight.yaml", SmallBrief.yaml("flight", "One", "Two"));
            StoryRecord inFlight = studio.writtenStory();
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.scene(inFlight, "One").state() == SceneState.RUNNING);

            // When
            disk.fill(0);
            released.set(true);

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> !studio.executions(studio.scene(inFlight, "One"))
                    .isEmpty());
            Reply refused = await().atMost(TestStudio.PATIENCE)
                    .until(() -> http.post(JSON, SmallBrief.json("later", "Three")), reply -> reply.status() == 503);
            assertThat(refused.header("Retry-After")).matches("[0-9]+");
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.json().path("detail").asText())
                    .contains("disk full", stories.toString(), "showrunner.disk.min-free");
            studio.drop("later.yaml", SmallBrief.yaml("later", "Three"));
            await().during(Duration.ofSeconds(8))
                    .atMost(TestStudio.PATIENCE)
                    .until(() -> nothingPublished(studio, inFlight));
            assertThat(home.resolve("inbox/later.yaml")).exists();

            // When
            disk.relieve();

            // Then
            StoryRecord flown = studio.finishedStory("flight");
            assertThat(flown.state()).isEqualTo(StoryState.FINISHED);
            for (SceneRecord scene : studio.pipeline().store().sceneRecords(flown.storyId())) {
                assertThat(scene.dispatches()).isEqualTo(1);
                assertThat(studio.executions(scene)).hasSize(1);
                assertThat(studio.pipeline().store().frames(scene.storyId(), scene.sceneId()))
                        .isDirectoryContaining("glob:**/frame_*.png");
            }
            assertThat(studio.finishedStory("later").state()).isEqualTo(StoryState.FINISHED);
        }
    }

    @Test
    void queuesThatCannotBeWrittenEndTheApplicationAndTheNextStartHasEverythingThatWasAccepted() throws Exception {
        Path data = home.resolve("data-disk");
        try (SmallDisk disk = SmallDisk.mount(data, 40);
                TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.with("showrunner.data", data.toString())
                    .with("showrunner.disk.min-free", "0MB")
                    .start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());

            List<String> accepted = List.of(accepted(http, "first"), accepted(http, "second"));

            // When
            disk.fill(0);
            assertThatThrownBy(() -> fillTheJournal(studio.pipeline().context()))
                    .isInstanceOf(CamelExecutionException.class);
            assertThat(studio.pipeline().failure().toCompletableFuture())
                    .succeedsWithin(TestStudio.PATIENCE)
                    .asString()
                    .contains("No space left on device");
            studio.stop();
            disk.relieve();
            studio.start();

            // Then
            await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(studio.stories())
                    .filteredOn(story -> accepted.contains(story.storyId()))
                    .hasSize(accepted.size())
                    .allMatch(story -> story.state() == StoryState.FINISHED));
        }
    }

    private static String accepted(HttpTalk http, String briefId) {
        Reply reply = http.post(JSON, SmallBrief.json(briefId, "One"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.json().path("storyId").asText();
    }

    private static void fillTheJournal(CamelContext context) throws IOException {
        try (ProducerTemplate sender = context.createProducerTemplate()) {
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                sender.sendBody("jms-now:showrunner.nobody-takes-these", "x".repeat(10_000));
            }
        }
    }

    private static boolean nothingPublished(TestStudio studio, StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId()).stream()
                .noneMatch(scene -> Files.exists(studio.pipeline().store().frames(scene.storyId(), scene.sceneId()))
                        || Files.exists(studio.pipeline().store().doneMarker(scene.storyId(), scene.sceneId())));
    }
}
