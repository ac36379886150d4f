package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.HandClock;
import io.showrunner.cluster.SharedLocks;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAnswersTest {
    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(Instant.parse("2026-11-26T12:00:00Z"));
    private KeptAnswers kept;

    @BeforeEach
    void open() {
        kept = new KeptAnswers(folder, Optional.empty(), clock);
    }

    @Test
    void theSameKeyAndBriefGetTheSameAnswerAlsoAfterARestart() {
        // Given
        kept.begin("key", "brief");
        kept.keep(answer("key", "brief"));
        kept.release("key");

        // When
        KeptAnswers restarted = new KeptAnswers(folder, Optional.empty(), clock);

        // Then
        assertThat(restarted.begin("key", "brief")).contains(answer("key", "brief"));
        assertThat(kept.begin("key", "brief")).contains(answer("key", "brief"));
        assertThat(kept.begin("other", "brief")).isEmpty();
    }

    @Test
    void anotherNodeGivesTheSameAnswerAndWaitsWhileItIsMade() {
        try (SharedLocks anns = new SharedLocks(folder.resolve("locks"));
                SharedLocks bobs = new SharedLocks(folder.resolve("locks"))) {
            // Given
            KeptAnswers ann = new KeptAnswers(folder, Optional.of(anns), clock);
            KeptAnswers bob = new KeptAnswers(folder, Optional.of(bobs), clock);
            assertThat(bob.begin("other", "brief")).isEmpty();
            ann.begin("key", "brief");

            // When
            assertThatThrownBy(() -> bob.begin("key", "brief"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("again in a second");
            ann.keep(answer("key", "brief"));
            ann.release("key");

            // Then
            assertThat(bob.begin("key", "brief")).contains(answer("key", "brief"));
            assertThat(ann.begin("key", "brief")).contains(answer("key", "brief"));
        }
    }

    @Test
    void theSameKeyWithAnotherBriefIsRefused() {
        kept.keep(answer("key", "brief"));
        assertThatThrownBy(() -> kept.begin("key", "other"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("send a new key");
    }

    @Test
    void twoAtATimeAreNotServedTwice() {
        kept.begin("key", "brief");
        assertThatThrownBy(() -> kept.begin("key", "brief"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("again in a second");
        kept.release("key");
        assertThat(kept.begin("key", "brief")).isEmpty();
    }

    @Test
    void answersAreForgottenWhenTheyAreOldOrTooMany() {
        // Given
        kept.keep(answer("old", "brief"));
        clock.pass(Duration.ofHours(KeptAnswers.HOURS));

        // Then
        assertThat(kept.begin("old", "other")).isEmpty();
        assertThat(FolderNames.of(folder)).isEmpty();
    }

    @Test
    void aDamagedAnswerIsNoAnswer() throws Exception {
        Files.writeString(folder.resolve("key.json"), "{");
        assertThat(kept.begin("key", "brief")).isEmpty();
    }

    private KeptAnswer answer(String key, String content) {
        return new KeptAnswer(
                key,
                content,
                clock.instant(),
                202,
                "/api/stories/story-a",
                Json.mapper().valueToTree(Map.of("storyId", "story-a")));
    }
}
