package io.showrunner.broker;

import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a dead letter means for the records of the story and the scene that it is about. */
public final class LetterRecords {
    private static final Logger LOG = LoggerFactory.getLogger(LetterRecords.class);

    private final StoryStore store;
    private final Clock clock;

    public LetterRecords(StoryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Says in the record what became of the message. The record itself may be what is damaged: then the log says so. */
    public void kept(DeadLetter letter) {
        String why = "dead letter " + letter.id() + ": " + letter.reason();
        try {
            if (letter.sceneId() != null) {
                store.update(
                        letter.storyId(),
                        letter.sceneId(),
                        scene -> scene.to(scene.state(), scene.failureKind(), why, clock.instant()));
            } else if (letter.storyId() != null) {
                store.update(letter.storyId(), story -> story.to(story.state(), clock.instant(), why));
            }
        } catch (RuntimeException e) {
            LOG.warn("{} record cannot say so: {}", letter.subject(), e.getMessage());
        }
    }

    /**
     * Nothing more is tried for the letter's scene or story: it has failed, unless it came to an end otherwise.
     *
     * @return a scene that is terminal now and is to be made known; null when there is none
     */
    public SceneRecord dropped(DeadLetter letter) {
        String why = "dropped as dead letter " + letter.id() + ": " + letter.reason();
        try {
            if (letter.sceneId() != null) {
                return failScene(letter, why);
            }
            if (letter.storyId() != null) {
                return failStory(letter, why);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("{} is dropped, and there is no record of it: {}", letter.subject(), e.getMessage());
        }
        return null;
    }

    private SceneRecord failScene(DeadLetter letter, String why) {
        try {
            return store.update(
                    letter.storyId(),
                    letter.sceneId(),
                    scene -> scene.state().isTerminal()
                            ? scene
                            : scene.to(SceneState.FAILED, null, why, clock.instant()));
        } catch (UncheckedIOException e) {
            if (!Json.isDamaged(e)) {
                throw e;
            }
            LOG.warn("{} gets a new record: {}", letter.subject(), e.getMessage());
            SceneRecord fresh = failed(letter, why);
            store.save(fresh);
            return fresh;
        }
    }

    private SceneRecord failStory(DeadLetter letter, String why) {
        try {
            SceneRecord unwritten = failUnwritten(letter.storyId(), why);
            store.update(letter.storyId(), story -> failed(story, why));
            return unwritten;
        } catch (UncheckedIOException e) {
            if (!Json.isDamaged(e)) {
                throw e;
            }
            LOG.warn("{} is dropped, and its record cannot say so: {}", letter.subject(), e.getMessage());
            return null;
        }
    }

    /** A story of which scenes are on their way goes on with these alone. */
    private StoryRecord failed(StoryRecord story, String why) {
        if (story.state().isTerminal()) {
            return story;
        }
        StoryState end = story.state() == StoryState.WRITING ? StoryState.WRITTEN : StoryState.FAILED;
        return story.to(end, clock.instant(), why);
    }

    /** The last one of the scenes that nobody will write; null when there is none. */
    private SceneRecord failUnwritten(String storyId, String why) {
        return store.sceneRecords(storyId).stream()
                .map(scene -> store.update(
                        storyId,
                        scene.sceneId(),
                        now -> now.state() == SceneState.UNWRITTEN
                                ? now.to(SceneState.FAILED, FailureKind.NOT_WRITTEN, why, clock.instant())
                                : now))
                .filter(scene -> scene.failureKind() == FailureKind.NOT_WRITTEN)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private SceneRecord failed(DeadLetter letter, String why) {
        return SceneRecord.written(letter.storyId(), letter.sceneId(), Priority.NORMAL, 0, clock.instant())
                .to(SceneState.FAILED, null, why, clock.instant());
    }
}
