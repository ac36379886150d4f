package io.showrunner.writer;

import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.Reason;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What the write stage does at each step of its routes: takes a brief, passes replies to the session, keeps the story. */
public final class StoryWriter {
    private static final int SCENES_PER_STORY_AT_MOST = 100;

    private final StoryStore store;
    private final BriefIntake briefs;
    private final WritingDesk desk;
    private final List<ProviderSettings> providers;
    private final Clock clock;

    public StoryWriter(
            StoryStore store, BriefIntake briefs, WritingDesk desk, List<ProviderSettings> providers, Clock clock) {
        this.store = store;
        this.briefs = briefs;
        this.desk = desk;
        this.providers = providers;
        this.clock = clock;
    }

    /** Begins a turn with the story that the message refers to; one that is written already is not written again. */
    public Writing take(String message) {
        StoryMessage reference = Json.read(message, StoryMessage.class);
        StoryRecord story = store.record(reference.storyId())
                .orElseThrow(() -> new IllegalStateException("the folder of " + reference.storyId() + " is gone"));
        WritingSession session = story.state() == StoryState.ACCEPTED
                ? desk.open(story.storyId(), briefs.briefOf(story.storyId()))
                : null;
        return new Writing(story, session, providers);
    }

    /** The body of the next request. */
    public String nextRequest(Writing writing) {
        return writing.session().nextRequest();
    }

    /** Passes an answer of the provider on; {@code retryAfter} is null when there was no such header. */
    public void answered(Writing writing, int status, String body, String retryAfter) {
        writing.session().accept(status, body, retryAfter);
    }

    /** Passes on that no answer came. */
    public void failed(Writing writing, Exception cause) {
        writing.session().failed(Reason.of(cause));
    }

    /** Passes on that the provider was busy with others for too long (L8). */
    public void turnDidNotCome(Writing writing) {
        writing.session().failed(new TimeoutException("no turn at the language model came in time"));
    }

    /** From now on the next provider of the settings is asked. */
    public void turnToNextProvider(Writing writing) {
        writing.session().turnTo(writing.nextProvider());
    }

    /** Keeps the story with its scenes, all waiting; the record that says so comes last. */
    public void finish(Writing writing) {
        if (writing.isWritten()) {
            return;
        }
        Instant now = clock.instant();
        Story story = writing.session().finish();
        StoryRecord record = store.record(story.storyId()).orElseThrow();
        store.save(story, waiting(story, record, now));
        store.update(story.storyId(), before -> before.to(StoryState.WRITTEN, now, sentence(story)));
    }

    private static List<SceneRecord> waiting(Story story, StoryRecord record, Instant now) {
        long first = record.acceptedAt().toEpochMilli() * SCENES_PER_STORY_AT_MOST;
        Priority priority = record.priority();
        List<SceneRecord> scenes = new ArrayList<>();
        for (int i = 0; i < story.scenes().size(); i++) {
            String sceneId = story.scenes().get(i).id();
            scenes.add(new SceneRecord(
                    story.storyId(), sceneId, SceneState.WAITING, priority, first + i, 1, 0, 0, null, null, now));
        }
        return scenes;
    }

    private static String sentence(Story story) {
        return story.warnings().isEmpty() ? null : String.join(" ", story.warnings());
    }
}
