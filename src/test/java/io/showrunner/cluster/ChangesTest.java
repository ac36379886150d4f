package io.showrunner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
    private static final String BEES = "story-bees";

    @TempDir
    private Path stories;

    private final HandClock clock = new HandClock(Instant.now());
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicInteger losses = new AtomicInteger();
    private final List<String> heard = new ArrayList<>();
    private StoryStore annsStore;
    private StoryStore bobsStore;
    private Changes ann;
    private Changes bob;

    @BeforeEach
    void twoNodes() {
        annsStore = new StoryStore(stories);
        bobsStore = new StoryStore(stories);
        ann = new Changes(annsStore, "ann", isAway::get, losses::get, clock);
        bob = new Changes(bobsStore, "bob", isAway::get, losses::get, clock);
        bobsStore.onChange(
                scene -> heard.add(scene.sceneId() + " " + scene.state()),
                story -> heard.add(story.storyId() + " " + story.state()));
    }

    @Test
    void whatOneNodeWritesTheOthersHearAsItIsThenAndDoNotTellAgain() {
        // Given
        annsStore.save(story(StoryState.ACCEPTED));
        annsStore.save(scene());
        annsStore.save(story(StoryState.WRITING));

        // When
        List<String> messages = ann.next();
        messages.forEach(bob::heard);

        // Then
        assertThat(messages).hasSize(1);
        assertThat(heard).containsExactly("story-bees WRITING", "scene-001 WAITING");
        assertThat(bob.next()).isEmpty();
        assertThat(ann.next()).isEmpty();
    }

    @Test
    void aNodeIsToldNothingOfItsOwnWordsAndNothingOfAStoryThatIsGone() {
        // Given
        bobsStore.save(story(StoryState.ACCEPTED));
        heard.clear();

        // When
        bob.next().forEach(bob::heard);
        bob.heard("{\"node\":\"ann\",\"records\":[\"story-gone\",\"story-gone/scene-001\"]}");

        // Then
        assertThat(heard).isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsToldWithWhatComesNext() {
        // Given
        annsStore.save(story(StoryState.ACCEPTED));
        ann.next().forEach(ann::giveBack);
        annsStore.save(scene());

        // When
        ann.next().forEach(bob::heard);

        // Then
        assertThat(heard).containsExactly("story-bees ACCEPTED", "scene-001 WAITING");
    }

    @Test
    void moreThanCanBeListedIsLookedFor() {
        // Given
        annsStore.save(story(StoryState.ACCEPTED));
        for (int i = 0; i < 2_000; i++) {
            ann.giveBack("{\"node\":\"ann\",\"records\":[\"story-" + i + "\"]}");
        }

        // When
        List<String> messages = ann.next();
        messages.forEach(bob::heard);

        // Then
        assertThat(messages.get(0)).hasSizeLessThan(200);
        assertThat(heard).containsExactly("story-bees ACCEPTED");
    }

    @Test
    void messagesThatWereLostAreMadeUpForEveryFewMinutesAndOnceTheBrokerIsBack() {
        // Given
        annsStore.save(story(StoryState.ACCEPTED));

        // When
        bob.makeUp();
        List<String> atOnce = List.copyOf(heard);
        isAway.set(true);
        losses.incrementAndGet();
        bob.makeUp();
        isAway.set(false);
        clock.pass(Duration.ofSeconds(5));
        bob.makeUp();
        List<String> tooEarly = List.copyOf(heard);
        clock.pass(Duration.ofSeconds(5));
        bob.makeUp();
        List<String> afterTheLoss = List.copyOf(heard);
        clock.pass(Duration.ofMinutes(5));
        bob.makeUp();

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(tooEarly).isEmpty();
        assertThat(afterTheLoss).containsExactly("story-bees ACCEPTED");
        assertThat(heard).containsExactly("story-bees ACCEPTED", "story-bees ACCEPTED");
    }

    private StoryRecord story(StoryState state) {
        Instant now = clock.instant();
        return StoryRecord.accepted(BEES, null, "bees.json", "hash", Priority.NORMAL, "run", now, null)
                .to(state, now, null);
    }

    private SceneRecord scene() {
        return SceneRecord.written(BEES, "scene-001", Priority.NORMAL, 1, clock.instant());
    }
}
