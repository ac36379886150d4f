package io.showrunner.brief;

import io.showrunner.story.Json;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the status files beside accepted briefs in step with their stories. */
public final class StoryProgress {
    private static final Logger LOG = LoggerFactory.getLogger(StoryProgress.class);

    private final StoryStore store;
    private final InboxFiles inbox;

    public StoryProgress(StoryStore store, InboxFiles inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    /**
     * Writes how far the story is into the status file of every brief file that asked for it. A record that is damaged
     * keeps the status from being written, and nothing else.
     */
    public void report(String storyId) {
        if (!inbox.isFollowed(storyId)) {
            return;
        }
        try {
            store.record(storyId).ifPresent(this::report);
        } catch (UncheckedIOException e) {
            if (!Json.isDamaged(e)) {
                throw e;
            }
            LOG.warn("storyId={} the status beside its brief is not brought up to date: {}", storyId, e.getMessage());
        }
    }

    private void report(StoryRecord record) {
        StoryOverview story = StoryOverview.of(store, record);
        StoryOverview.Counts scenes = story.scenes();
        inbox.updateStatus(
                saying(record, story),
                story.storySource(),
                new BriefStatus.Scenes(scenes.total(), scenes.written(), scenes.published(), scenes.failed()));
    }

    /** Where the record has nothing to say, the warnings of the story and of its published scenes are said to its end. */
    private StoryRecord saying(StoryRecord record, StoryOverview overview) {
        if (record.message() != null) {
            return record;
        }
        Stream<String> published = overview.sceneList().stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED && scene.message() != null)
                .map(scene -> scene.sceneId() + ": " + scene.message());
        String words = Stream.concat(overview.warnings().stream(), published).collect(Collectors.joining(" "));
        return words.isEmpty() ? record : record.to(record.state(), record.changedAt(), words);
    }
}
