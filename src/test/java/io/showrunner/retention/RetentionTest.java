package io.showrunner.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.UpkeepSettings;
import io.showrunner.config.UpkeepSettings.AfterCrash;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    @TempDir
    private Path root;

    private final Set<String> toBeTold = new HashSet<>();
    private EndedStories stories;

    @BeforeEach
    void fourStoriesThatEnded() {
        stories = new EndedStories(root);
        stories.ended("b-ten-days-ago", 10);
        stories.ended("c-today", 0);
        stories.ended("d-twenty-days-ago", 20);
        stories.ended("a-five-days-ago", 5);
    }

    @Test
    void withoutARuleEveryStoryIsKept() {
        assertThat(due(0, 0)).isEmpty();
    }

    @Test
    void thoseThatEndedLastAreKeptAndTheOldestGoesFirst() {
        assertThat(due(2, 0)).containsExactly("story-d-twenty-days-ago", "story-b-ten-days-ago");
        assertThat(due(4, 0)).isEmpty();
    }

    @Test
    void aStoryIsKeptForItsDays() {
        assertThat(due(0, 7)).containsExactly("story-d-twenty-days-ago", "story-b-ten-days-ago");
        assertThat(due(0, 10)).containsExactly("story-d-twenty-days-ago");
    }

    @Test
    void withBothRulesAStoryStaysWhileEitherKeepsIt() {
        assertThat(due(3, 7)).containsExactly("story-d-twenty-days-ago");
        assertThat(due(1, 15)).containsExactly("story-d-twenty-days-ago");
    }

    @Test
    void aStoryThatIsNotAtItsEndIsNeverDue() throws IOException {
        // Given
        stories.save("d-twenty-days-ago", StoryState.ACCEPTED, 20);
        Files.createDirectories(stories.store.publishedMarkers());
        Files.writeString(stories.store.publishedMarkers().resolve("story-b-ten-days-ago.scene-001.json"), "{}");

        // Then
        assertThat(due(1, 0)).containsExactly("story-a-five-days-ago");
    }

    @Test
    void aStoryWhoseEndIsStillToBeToldStays() {
        toBeTold.add("story-d-twenty-days-ago");

        assertThat(due(0, 7)).containsExactly("story-b-ten-days-ago");
    }

    private List<String> due(int keepLast, int keepDays) {
        UpkeepSettings settings = new UpkeepSettings(
                0, Duration.ofSeconds(10), Duration.ofMinutes(5), AfterCrash.RESUME, keepLast, keepDays);
        return new Retention(stories.store, stories.removal, settings, toBeTold::contains, EndedStories.CLOCK)
                .due().stream().map(StoryRecord::storyId).toList();
    }
}
