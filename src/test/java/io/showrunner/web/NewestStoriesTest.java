package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Priority;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestStoriesTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path root;

    private StoryStore store;
    private NewestStories stories;

    @BeforeEach
    void accept() {
        store = new StoryStore(root);
        stories = new NewestStories(store);
        accept("story-b", 1);
        accept("story-a", 3);
        accept("story-c", 2);
    }

    @Test
    void theNewestComeFirstAndNoMoreThanAskedFor() {
        assertThat(ids(10)).containsExactly("story-a", "story-c", "story-b");
        assertThat(ids(2)).containsExactly("story-a", "story-c");
    }

    @Test
    void whatChangedSinceTheLastListIsOnTheNextOne() {
        // Given
        ids(10);

        // When
        accept("story-d", 4);
        store.forget("story-c");
        store.update("story-b", story -> story.to(StoryState.FINISHED, NOON, null));

        // Then
        assertThat(ids(10)).containsExactly("story-d", "story-a", "story-b");
        assertThat(stories.first(10).get(2).state()).isEqualTo(StoryState.FINISHED);
    }

    @Test
    void aStoryThatWasWithdrawnAndComesAgainIsNew() {
        // Given
        ids(10);
        store.forget("story-b");
        ids(10);

        // When
        accept("story-b", 5);

        // Then
        assertThat(ids(1)).containsExactly("story-b");
    }

    private List<String> ids(int limit) {
        return stories.first(limit).stream().map(StoryRecord::storyId).toList();
    }

    private void accept(String storyId, int minute) {
        Instant when = NOON.plusSeconds(60L * minute);
        store.save(new StoryRecord(
                storyId,
                null,
                "brief.json",
                "hash",
                StoryState.ACCEPTED,
                Priority.NORMAL,
                1,
                "20261126-120000",
                when,
                when,
                null));
    }
}
