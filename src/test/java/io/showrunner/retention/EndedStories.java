package io.showrunner.retention;

import io.showrunner.assemble.Knobs;
import io.showrunner.assemble.PhaseExpectations;
import io.showrunner.assemble.SceneMarkers;
import io.showrunner.assemble.StoryAssembler;
import io.showrunner.brief.BriefIntake;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A stories folder with stories that ended before they were written: the simplest that may be deleted. */
final class EndedStories {
    static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final StoryStore store;
    final StoryRemoval removal;

    EndedStories(Path root) {
        store = new StoryStore(root);
        removal = new StoryRemoval(
                store,
                new StoryAssembler(store, CLOCK, new Knobs(null, null, null, PhaseExpectations.none(), false), false),
                new SceneMarkers(store),
                new BriefIntake(store, CLOCK));
    }

    void ended(String name, int daysAgo) {
        save(name, StoryState.FAILED, daysAgo);
    }

    void save(String name, StoryState state, int daysAgo) {
        Instant when = NOW.minus(Duration.ofDays(daysAgo));
        store.save(StoryRecord.accepted(
                        "story-" + name,
                        name,
                        name + ".json",
                        "hash-" + name,
                        Priority.NORMAL,
                        "20261126-010000",
                        when,
                        null)
                .to(state, when, null));
    }
}
