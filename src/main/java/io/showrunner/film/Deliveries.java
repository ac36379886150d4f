package io.showrunner.film;

import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How far the delivery of a finished story is: what this process makes of it right now, or waits for, and what was made of it.
 * One story is delivered at a time. Thread-safe.
 */
public final class Deliveries {
    private final StoryStore store;
    private final Predicate<String> isDue;
    private final Clock clock;
    private volatile Step now;

    private record Step(String storyId, String what, Instant since) {}

    /**
     * A delivery at one glance.
     *
     * @param message what is being done, in words for people
     * @param since when that began; null while the story waits, and when it is delivered
     * @param files what was made of the whole story so far, relative to its folder
     */
    public record Snapshot(String message, Instant since, List<String> files) {}

    /** @param isDue true for a story that is assembled and not delivered yet */
    public Deliveries(StoryStore store, Predicate<String> isDue, Clock clock) {
        this.store = store;
        this.isDue = isDue;
        this.clock = clock;
    }

    /** From now on this is done for the story. */
    public void begin(String storyId, String what) {
        now = new Step(storyId, what, clock.instant());
    }

    /** Nothing is done for a story any more. */
    public void end() {
        now = null;
    }

    /** The story's delivery; empty before it is due, and when nothing was made by it. */
    public Optional<Snapshot> of(String storyId) {
        Step step = now;
        List<String> files = files(storyId);
        if (step != null && step.storyId().equals(storyId)) {
            return Optional.of(new Snapshot(step.what(), step.since(), files));
        }
        if (isDue.test(storyId)) {
            String before = step == null ? "" : ", after " + step.storyId() + ": " + step.what();
            return Optional.of(new Snapshot("waits for its delivery" + before, null, files));
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Snapshot("delivered", null, files));
    }

    private List<String> files(String storyId) {
        Path folder = store.folder(storyId);
        return Stream.of(StoryPage.FILE, FilmPlan.FILE, Poster.FILE, StoryArchive.file(storyId))
                .filter(file -> Files.exists(folder.resolve(file)))
                .toList();
    }
}
