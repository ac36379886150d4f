package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run before was killed: its marker is still there. */
class AfterCrashIT {
    @TempDir
    private Path home;

    @Test
    void workGoesOnAtOnceAndWhatWasHalfWrittenGoes() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            leaveTheMarker();
            Path half = Files.writeString(
                    Files.createDirectories(home.resolve("stories/.briefs")).resolve(".tmp-id.json-1"), "{");

            // When
            studio.start();
            studio.drop("night.yaml", SmallBrief.yaml("night", "One"));

            // Then
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
            assertThat(half).doesNotExist();
            studio.stop();
            assertThat(marker()).doesNotExist();
        }
    }

    @Test
    void workWaitsForAPersonWhenTheSettingsSaySoAlsoOverACleanRestart() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.start.after-crash", "pause")) {
            // Given
            leaveTheMarker();

            // When
            studio.start();
            studio.drop("night.yaml", SmallBrief.yaml("night", "One"));

            // Then
            assertAcceptedAndNoMore(studio);
            studio.stop();
            studio.start();
            assertAcceptedAndNoMore(studio);

            // When
            studio.stop();
            Files.delete(home.resolve("data/stages.json"));
            studio.start();

            // Then
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        }
    }

    private static void assertAcceptedAndNoMore(TestStudio studio) {
        StoryRecord story = studio.storyThat(record -> true);
        await().during(Duration.ofSeconds(3))
                .atMost(TestStudio.PATIENCE)
                .until(() -> studio.pipeline()
                                .store()
                                .record(story.storyId())
                                .orElseThrow()
                                .state()
                        == StoryState.ACCEPTED);
    }

    private void leaveTheMarker() throws IOException {
        Files.createDirectories(marker().getParent());
        Files.writeString(marker(), "killed");
    }

    private Path marker() {
        return home.resolve("data/running");
    }
}
