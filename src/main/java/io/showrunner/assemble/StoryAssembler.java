package io.showrunner.assemble;

import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.time.Clock;

public final class StoryAssembler {
    private final StoryStore store;
    private final Clock clock;

    public StoryAssembler(StoryStore store, io.showrunner.config.Settings settings, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public boolean isComplete(String storyId) {
        return store.sceneRecords(storyId).stream().allMatch(s -> s.state().isTerminal());
    }

    public record Outcome(String folder, String sentence) {}

    public Outcome assemble(String storyId) {
        store.update(storyId, r -> r.to(StoryState.FINISHED, clock.instant(), null));
        return new Outcome(store.folder(storyId).toString(), "is finished");
    }
}
