package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.e2e.HttpTalk.Reply;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More briefs than the queue takes. */
class QueueFullIT {
    private static final String JSON = "application/json";

    @Test
    void putsABriefOffWithNothingLeftBehindAndTakesItLater(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.brief.queue-depth", "2")) {
            studio.llm().faults().holdUntil(() -> false);
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());

            // When
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                replies.add(http.post(JSON, brief(i)));
            }

            // Then
            assertThat(replies.get(0).status()).isEqualTo(202);
            Reply last = replies.get(3);
            assertThat(last.status()).as(last.body()).isEqualTo(429);
            assertThat(last.header("Retry-After")).matches("[0-9]+");
            assertThat(last.header("Content-Type")).isEqualTo("application/problem+json");
            long taken = replies.stream().filter(reply -> reply.status() == 202).count();
            assertThat(studio.pipeline().store().storyIds()).hasSize((int) taken);
            assertThat(http.get("/api/stories").json()).hasSize((int) taken);

            // When
            studio.llm().faults().clear();
            Reply later = await().atMost(TestStudio.PATIENCE)
                    .until(() -> http.post(JSON, brief(3)), reply -> reply.status() != 429);

            // Then
            assertThat(later.status()).as(later.body()).isEqualTo(202);
            String storyId = later.json().path("storyId").asText();
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.pipeline()
                                    .store()
                                    .record(storyId)
                                    .orElseThrow()
                                    .state()
                            != StoryState.ACCEPTED);
        }
    }

    @Test
    void leavesFilesInTheInboxAndTakesThemWhenThereIsRoom(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.brief.queue-depth", "1")) {
            // Given
            studio.llm().faults().holdUntil(() -> false);
            studio.start();
            assertThat(new HttpTalk(studio.pipeline().port())
                            .post(JSON, brief(0))
                            .status())
                    .isEqualTo(202);

            // When
            studio.drop("later.json", brief(1));

            // Then
            Path file = home.resolve("inbox/later.json");
            await().during(Duration.ofSeconds(2)).atMost(TestStudio.PATIENCE).until(() -> Files.exists(file));
            assertThat(studio.pipeline().store().storyIds()).hasSize(1);

            // When
            studio.llm().faults().clear();

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> Files.exists(home.resolve("inbox/accepted/later.json.status.json")));
        }
    }

    private static String brief(int number) {
        return "{\"briefId\": \"queue-" + number + "\", \"premise\": \"A clerk counts the " + number
                + " letters that came too late.\", \"genre\": \"drama\", \"mood\": \"calm\", \"sceneCount\": 1}";
    }
}
