package io.showrunner.brief;

import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryStore;

/** Keeps the status files beside accepted briefs in step with their stories. */
public final class StoryProgress {
    private final StoryStore store;
    private final InboxFiles inbox;

    public StoryProgress(StoryStore store, InboxFiles inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    /** Writes how far the story is into the status file of every brief file that asked for it. */
    public void report(String storyId) {
        store.record(storyId).ifPresent(record -> {
            StoryOverview story = StoryOverview.of(store, record);
            StoryOverview.Counts scenes = story.scenes();
            inbox.updateStatus(
                    record,
                    story.storySource(),
                    new BriefStatus.Scenes(scenes.total(), scenes.published(), scenes.failed()));
        });
    }
}
