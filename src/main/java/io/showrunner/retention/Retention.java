package io.showrunner.retention;

import io.showrunner.config.UpkeepSettings;
import io.showrunner.story.ReadableRecords;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Which stories are no longer kept: those that no rule of the settings keeps and that have nothing left to be done. */
public final class Retention {
    private final ReadableRecords records;
    private final StoryRemoval removal;
    private final UpkeepSettings settings;
    private final Predicate<String> isToBeTold;
    private final Clock clock;

    /** @param isToBeTold true for a story whose end somebody is still to be told */
    public Retention(
            StoryStore store,
            StoryRemoval removal,
            UpkeepSettings settings,
            Predicate<String> isToBeTold,
            Clock clock) {
        this.isToBeTold = isToBeTold;
        this.records = new ReadableRecords(store);
        this.removal = removal;
        this.settings = settings;
        this.clock = clock;
    }

    /** True when any rule is set; without one every story is kept. */
    public boolean isOn() {
        return settings.keepLast() > 0 || settings.keepDays() > 0;
    }

    /** The stories to delete now, those first that ended first. */
    public List<StoryRecord> due() {
        if (!isOn()) {
            return List.of();
        }
        Instant kept = clock.instant().minus(Duration.ofDays(settings.keepDays()));
        return records.stories().stream()
                .filter(story -> story.state().isTerminal())
                .sorted(Comparator.comparing(StoryRecord::changedAt).reversed())
                .skip(settings.keepLast())
                .filter(story -> settings.keepDays() == 0 || story.changedAt().isBefore(kept))
                .filter(story -> removal.isPossible(story.storyId()) && !isToBeTold.test(story.storyId()))
                .sorted(Comparator.comparing(StoryRecord::changedAt))
                .toList();
    }
}
