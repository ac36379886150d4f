package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.e2e.HttpTalk.Reply;
import io.showrunner.story.StoryRecord;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories that have come to their end are deleted, by the rules of the settings or because a person says so. */
class RetentionIT {
    @TempDir
    private Path home;

    @Test
    void whatNoRuleKeepsGoesAtTheStartAndItsBriefIsNewAgain() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).start()) {
            // Given
            studio.drop("first.yaml", SmallBrief.yaml("first", "One"));
            StoryRecord first = studio.finishedStory("first");
            studio.drop("second.yaml", SmallBrief.yaml("second", "One"));
            StoryRecord second = studio.finishedStory("second");
            studio.awaitDelivery(first);
            studio.awaitDelivery(second);
            studio.stop();

            // When
            studio.with("showrunner.retention.keep-last", "1").start();

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> !studio.pipeline().store().exists(first.storyId()));
            assertThat(studio.pipeline().store().exists(second.storyId())).isTrue();

            // When
            AtomicBoolean isAsked = studio.holdPrompts();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            Reply again = http.post("application/json", SmallBrief.json("first", "One"));

            // Then
            assertThat(again.status()).as(again.body()).isEqualTo(202);
            assertThat(delete(http, again.json().path("storyId").asText()).status())
                    .isEqualTo(409);
            isAsked.set(true);
            studio.finishedStory("first");
        }
    }

    @Test
    void aPersonDeletesAStoryThatHasEnded() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).start()) {
            // Given
            studio.drop("gone.yaml", SmallBrief.yaml("gone", "One"));
            StoryRecord story = studio.finishedStory();
            HttpTalk http = new HttpTalk(studio.pipeline().port());

            // When
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> delete(http, story.storyId()), reply -> reply.status() == 204);

            // Then
            assertThat(http.get("/api/stories/" + story.storyId()).status()).isEqualTo(404);
            assertThat(studio.folder(story)).doesNotExist();
            assertThat(home.resolve("stories/.briefs")).isEmptyDirectory();
            assertThat(delete(http, story.storyId()).status()).isEqualTo(404);
        }
    }

    private static Reply delete(HttpTalk http, String storyId) {
        return http.send("DELETE", "/api/stories/" + storyId, new byte[0]);
    }
}
