package io.showrunner.writer;

import io.showrunner.story.FairTurns;
import io.showrunner.story.JsonLines;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the scenes of a story that are written go their way while the others are still being written. The words are on disk,
 * in {@code story.partial.jsonl}, before a scene that has them counts; from then on nothing changes them.
 */
public final class StoryRelease {
    private static final Logger LOG = LoggerFactory.getLogger(StoryRelease.class);

    private final StoryStore store;
    private final SceneKeeper scenes;
    private final Clock clock;

    public StoryRelease(StoryStore store, FairTurns turns, Clock clock) {
        this.store = store;
        this.scenes = new SceneKeeper(store, turns);
        this.clock = clock;
    }

    /** What was delivered of the story before, in the order of its arrival. */
    List<StoryPart> delivered(String storyId) {
        return JsonLines.read(file(storyId), StoryPart.class);
    }

    /**
     * Freezes what is written, unless it is too early for that, and heeds what a person gave up meanwhile.
     *
     * @return scenes that are to go into their queue, in story order; a copy of a message that is there is dropped by its id
     */
    public List<SceneRecord> release(Writing writing) {
        heed(writing);
        if (!writing.mayRelease()) {
            return List.of();
        }
        StoryRecord story = store.update(
                writing.storyId(), record -> isItsTurn(writing, record) ? released(writing, record) : record);
        return story.state() != StoryState.WRITING
                ? List.of()
                : store.sceneRecords(story.storyId()).stream()
                        .filter(scene -> scene.state() == SceneState.WAITING)
                        .toList();
    }

    /** Keeps the story as the turn leaves it behind, whole or not. To be called while nobody else changes it. */
    void keep(Writing writing, Story story, StoryRecord record) {
        if (record.state() == StoryState.WRITING) {
            keepParts(writing);
        }
        scenes.keepWhole(story, record, clock.instant(), writing.session().log().lastFailure());
    }

    /** Keeps the story, whole, until a person has looked at it. To be called while nobody else changes it. */
    void keepUnapproved(Story story, StoryRecord record) {
        scenes.keepUnapproved(story, record, clock.instant());
    }

    private static boolean isItsTurn(Writing writing, StoryRecord record) {
        return record.state().awaitsWords() && record.generation() == writing.generation();
    }

    private StoryRecord released(Writing writing, StoryRecord record) {
        Instant now = clock.instant();
        keepParts(writing);
        writing.freeze();
        scenes.keepSoFar(writing.session().soFar(), record, now);
        LOG.info(
                "scenes released storyId={} written={} of={}",
                writing.storyId(),
                writing.session().script().complete().size(),
                writing.session().script().count());
        return record.state() == StoryState.WRITING ? record : record.to(StoryState.WRITING, now, null);
    }

    private void keepParts(Writing writing) {
        List<StoryPart> parts = writing.partsToKeep();
        if (!parts.isEmpty()) {
            JsonLines.append(file(writing.storyId()), parts);
            writing.keptParts();
        }
    }

    private Path file(String storyId) {
        return store.folder(storyId).resolve("story.partial.jsonl");
    }

    /** Scenes that have come to their end need no words, and a story that has come to its end needs none at all. */
    private void heed(Writing writing) {
        Optional<StoryState> story = store.record(writing.storyId()).map(StoryRecord::state);
        if (story.filter(StoryState::isTerminal).isPresent()) {
            giveUp(writing);
        } else if (story.filter(StoryState.WRITING::equals).isPresent()) {
            heedScenes(writing);
        }
    }

    private void heedScenes(Writing writing) {
        List<SceneRecord> all = store.sceneRecords(writing.storyId());
        Set<Integer> over = all.stream()
                .filter(scene -> scene.state().isTerminal())
                .map(scene -> Part.of(scene.sceneId()).scene())
                .collect(Collectors.toSet());
        if (!all.isEmpty() && over.size() == all.size()) {
            giveUp(writing);
        } else {
            writing.session().leaveOut(over);
        }
    }

    private static void giveUp(Writing writing) {
        LOG.info("storyId={} came to its end; nothing more is asked for", writing.storyId());
        writing.giveUp();
    }
}
