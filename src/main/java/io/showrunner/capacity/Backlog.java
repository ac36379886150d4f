package io.showrunner.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.SceneRate;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.UnfinishedWork;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the servers that are up need for everything that waits, looked at now and then. Scenes of stories that are not
 * written yet count as many as their briefs ask for. Thread-safe.
 */
public final class Backlog {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final double MINUTE = 60;

    private final UnfinishedWork work;
    private final ToIntFunction<StoryRecord> scenesAskedFor;
    private final BooleanSupplier nothingQueued;
    private final Fleet fleet;
    private final SceneRate rate;
    private final Supplier<Optional<SceneTimes>> usual;
    private final Clock clock;
    private volatile View last;

    /**
     * What a look found.
     *
     * @param scenes that wait or run
     * @param unwritten how many of them are not written yet
     * @param minutes that the servers need; null when nobody knows how long a scene takes, or no server is up
     * @param basis what the time of a scene rests on; null when nobody knows it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(int scenes, int unwritten, int serversUp, Double minutes, String basis, Instant at) {}

    /**
     * A backlog of the application.
     *
     * @param scenesAskedFor by the brief of a story that is not written yet
     * @param nothingQueued true when there can be no backlog; spares reading all records
     * @param usual how long scenes take when none was executed in the last hour
     */
    public Backlog(
            UnfinishedWork work,
            ToIntFunction<StoryRecord> scenesAskedFor,
            BooleanSupplier nothingQueued,
            Fleet fleet,
            SceneRate rate,
            Supplier<Optional<SceneTimes>> usual,
            Clock clock) {
        this.work = work;
        this.scenesAskedFor = scenesAskedFor;
        this.nothingQueued = nothingQueued;
        this.fleet = fleet;
        this.rate = rate;
        this.usual = usual;
        this.clock = clock;
        this.last = new View(0, 0, 0, 0.0, null, clock.instant());
    }

    /** Looks now. */
    public View look() {
        int up = (int) fleet.views().stream()
                .filter(view -> view.state() == InstanceState.UP)
                .count();
        if (nothingQueued.getAsBoolean()) {
            last = new View(0, 0, up, 0.0, null, clock.instant());
            return last;
        }
        int unwritten = work.briefs().stream().mapToInt(this::askedFor).sum();
        last = reckon(unwritten + work.scenes().size(), unwritten, up);
        return last;
    }

    /** A story may be deleted between two readings, and a brief may be damaged; neither is work that can be done. */
    private int askedFor(StoryRecord story) {
        try {
            return scenesAskedFor.applyAsInt(story);
        } catch (UncheckedIOException e) {
            LOG.debug("{} is not counted as backlog: {}", story.storyId(), e.getMessage());
            return 0;
        }
    }

    private View reckon(int scenes, int unwritten, int up) {
        if (scenes == 0) {
            return new View(0, 0, up, 0.0, null, clock.instant());
        }
        OptionalDouble measured = rate.averageSeconds();
        Optional<SceneTimes> otherwise = measured.isPresent() ? Optional.empty() : usual.get();
        if ((measured.isEmpty() && otherwise.isEmpty()) || up == 0) {
            return new View(scenes, unwritten, up, null, null, clock.instant());
        }
        double seconds = measured.orElseGet(() -> otherwise.orElseThrow().seconds());
        String basis = otherwise
                .map(times -> times.basis() + ", " + times.words())
                .orElseGet(() -> "the scenes of the last hour, " + rate.perHour() + " measured");
        return new View(scenes, unwritten, up, scenes * seconds / MINUTE / up, basis, clock.instant());
    }

    /** What the last look found. */
    public View last() {
        return last;
    }
}
