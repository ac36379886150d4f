package io.showrunner.writer;

import io.showrunner.story.FailureKind;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApproval;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps the scenes of a story with their records, as far as they are written. Words that are kept already stay what they
 * are; those of a scene that came to its end meanwhile are not wanted. To be called while nobody else changes the story.
 */
final class SceneKeeper {
    private static final int SCENES_PER_STORY_AT_MOST = 100;

    private final StoryStore store;
    private final FairTurns turns;

    SceneKeeper(StoryStore store, FairTurns turns) {
        this.store = store;
        this.turns = turns;
    }

    /** Scenes without words wait for them. */
    void keepSoFar(Story story, StoryRecord record, Instant now) {
        keep(story, record, now, scene -> scene.to(SceneState.UNWRITTEN, null, null, now), UnaryOperator.identity());
    }

    /** Scenes without words have failed; {@code whyNot} says why. */
    void keepWhole(Story story, StoryRecord record, Instant now, String whyNot) {
        UnaryOperator<SceneRecord> fail = scene -> scene.to(
                SceneState.FAILED,
                FailureKind.NOT_WRITTEN,
                "nobody wrote its words: " + whyNot
                        + "; to have a language model asked again: java -jar showrunner.jar retry " + scene.storyId()
                        + "/" + scene.sceneId(),
                now);
        keep(story, record, now, fail, fail);
    }

    /** Scenes wait for a person to look at them; their words may still change. */
    void keepUnapproved(Story story, StoryRecord record, Instant now) {
        List<SceneRecord> first = new ArrayList<>();
        for (SceneSpec spec : story.scenes()) {
            first.add(first(record, spec, first.size(), now)
                    .to(SceneState.AWAITING_APPROVAL, null, "waits for approval", now));
        }
        store.save(story.with(StoryApproval.requested(now)), first);
    }

    private void keep(
            Story story,
            StoryRecord record,
            Instant now,
            UnaryOperator<SceneRecord> firstUnwritten,
            UnaryOperator<SceneRecord> stillUnwritten) {
        Story kept = record.state() == StoryState.WRITING
                ? story.with(story.scenes().stream()
                        .map(spec -> frozen(story.storyId(), spec))
                        .toList())
                : story;
        List<SceneRecord> first = new ArrayList<>();
        for (SceneSpec spec : kept.scenes()) {
            int index = first.size();
            first.add(store.sceneRecord(story.storyId(), spec.id())
                    .orElseGet(() -> inTurn(
                            spec.isWritten()
                                    ? first(record, spec, index, now)
                                    : firstUnwritten.apply(first(record, spec, index, now)))));
        }
        store.save(kept, first);
        for (SceneSpec spec : kept.scenes()) {
            store.update(
                    story.storyId(),
                    spec.id(),
                    scene -> spec.isWritten() ? written(scene, now) : unwritten(scene, stillUnwritten));
        }
    }

    private SceneSpec frozen(String storyId, SceneSpec spec) {
        boolean isOver = store.sceneRecord(storyId, spec.id())
                .map(SceneRecord::state)
                .filter(SceneState::isTerminal)
                .isPresent();
        return store.writtenScene(storyId, spec.id()).orElse(isOver ? spec.unwritten() : spec);
    }

    private static SceneRecord first(StoryRecord record, SceneSpec spec, int index, Instant now) {
        long sequence = record.acceptedAt().toEpochMilli() * SCENES_PER_STORY_AT_MOST + index;
        Priority priority = record.priority();
        SceneRecord scene = SceneRecord.written(record.storyId(), spec.id(), priority, sequence, now);
        return record.state() == StoryState.PAUSED ? scene.to(SceneState.PAUSED, null, record.message(), now) : scene;
    }

    private SceneRecord written(SceneRecord scene, Instant now) {
        return scene.state() == SceneState.UNWRITTEN
                ? turns.placed(scene.to(SceneState.WAITING, null, null, now))
                : scene;
    }

    private SceneRecord inTurn(SceneRecord scene) {
        return scene.state() == SceneState.WAITING ? turns.placed(scene) : scene;
    }

    private static SceneRecord unwritten(SceneRecord scene, UnaryOperator<SceneRecord> change) {
        boolean waits = scene.state() == SceneState.UNWRITTEN || scene.state() == SceneState.PAUSED;
        return waits ? change.apply(scene) : scene;
    }
}
