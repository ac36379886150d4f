package io.showrunner.retention;

import io.showrunner.assemble.SceneMarkers;
import io.showrunner.assemble.StoryAssembler;
import io.showrunner.brief.BriefIntake;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes stories that have come to their end. One rename takes a story out of the stories folder, whole; its brief is new
 * from then on; its files go last. What a crash leaves in the trash goes at the next start. Thread-safe.
 */
public final class StoryRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(StoryRemoval.class);

    private final StoryStore store;
    private final StoryAssembler assembler;
    private final SceneMarkers markers;
    private final BriefIntake intake;

    public StoryRemoval(StoryStore store, StoryAssembler assembler, SceneMarkers markers, BriefIntake intake) {
        this.store = store;
        this.assembler = assembler;
        this.markers = markers;
        this.intake = intake;
    }

    /** True when nothing is left to be done for the story: it has ended, is assembled and delivered. */
    public boolean isPossible(String storyId) {
        return assembler.isSettled(storyId) && !markers.hasAny(storyId);
    }

    /**
     * The story, if it may be deleted.
     *
     * @throws RemovalRefused when it may not
     */
    public StoryRecord check(String storyId) {
        StoryRecord story = store.exists(storyId) ? store.record(storyId).orElse(null) : null;
        if (story == null) {
            throw new RemovalRefused(true, "there is no such story");
        }
        if (!isPossible(storyId)) {
            throw new RemovalRefused(
                    false,
                    storyId + " is " + story.state() + " and not at its end yet; let it finish, or cancel it first");
        }
        return story;
    }

    /**
     * Deletes the story.
     *
     * @throws RemovalRefused when it may not be deleted
     */
    public synchronized void remove(String storyId) {
        StoryRecord story = check(storyId);
        Path gone = store.trash().resolve(storyId);
        DurableFiles.deleteTree(gone);
        DurableFiles.publish(store.folder(storyId), gone);
        intake.forget(story);
        DurableFiles.deleteTree(gone);
        LOG.info("storyId={} state={} ended={} deleted", storyId, story.state(), story.changedAt());
    }

    /** Removes what a crash kept from being deleted. */
    public synchronized void emptyTrash() {
        DurableFiles.deleteTree(store.trash());
    }
}
