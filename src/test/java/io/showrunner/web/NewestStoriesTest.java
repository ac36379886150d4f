package io.showrunner.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.brief.Brief;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.web.StoryPage.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewestStoriesTest {
    private static final StoryFilter ANY = new StoryFilter(null, false, null, null, null, null);
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
    void aPageGoesOnWhereTheOneBeforeEndedWhateverCameOrWentMeanwhile() {
        // Given
        StoryPage first = stories.page(ANY, NewestStoriesTest::noBrief, null, 1);

        // When
        accept("story-d", 4);
        store.forget("story-a");
        StoryPage second = stories.page(
                ANY, NewestStoriesTest::noBrief, Place.read(first.next().text()), 2);

        // Then
        assertThat(first.total()).isEqualTo(3);
        assertThat(second.stories()).extracting(StoryRecord::storyId).containsExactly("story-c", "story-b");
        assertThat(second.next()).isNull();
    }

    @Test
    void aFilterTakesByStateTimeGenreAndWords() {
        // Given
        Function<String, Brief> briefs =
                id -> Json.read("{\"genre\": \"noir\", \"premise\": \"The Wall of " + id + "\"}", Brief.class);
        store.update("story-b", story -> story.to(StoryState.FINISHED, NOON, null));

        // Then
        assertThat(stories.page(
                                new StoryFilter(
                                        Set.of(StoryState.FINISHED, StoryState.FAILED), false, null, null, null, null),
                                briefs,
                                null,
                                10)
                        .stories())
                .extracting(StoryRecord::storyId)
                .containsExactly("story-b");
        assertThat(stories.page(new StoryFilter(null, false, null, null, null, NOON.plusSeconds(150)), briefs, null, 10)
                        .stories())
                .extracting(StoryRecord::storyId)
                .containsExactly("story-a");
        assertThat(stories.page(new StoryFilter(null, false, "NOIR", null, "wall of story-c", null), briefs, null, 10)
                        .stories())
                .extracting(StoryRecord::storyId)
                .containsExactly("story-c");
        assertThat(stories.page(new StoryFilter(null, false, "drama", null, null, null), briefs, null, 10)
                        .total())
                .isZero();
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
        assertThat(page(10).get(2).state()).isEqualTo(StoryState.FINISHED);
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

    private static Brief noBrief(String id) {
        throw new AssertionError("the brief of " + id + " is read");
    }

    private List<String> ids(int limit) {
        return page(limit).stream().map(StoryRecord::storyId).toList();
    }

    private List<StoryRecord> page(int limit) {
        return stories.page(ANY, NewestStoriesTest::noBrief, null, limit).stories();
    }

    private void accept(String storyId, int minute) {
        Instant when = NOON.plusSeconds(60L * minute);
        store.save(StoryRecord.accepted(
                storyId, null, "brief.json", "hash", Priority.NORMAL, "20261126-120000", when, null));
    }
}
