package io.showrunner.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.forecast.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** How many minutes of work there are, looked at now and then. Thread-safe. */
public final class BacklogWatch {
    private static final double MINUTE = Duration.ofMinutes(1).toMillis();

    private final IntSupplier scenes;
    private final Supplier<Optional<Backlog>> forecast;
    private final Fleet fleet;
    private final Clock clock;
    private volatile View last;

    /**
     * What a look found.
     *
     * @param scenes that are executed, wait, or are still to be written
     * @param minutes that all of them take in half of all cases; null when no server is up
     * @param mostMinutes that they take in nine of ten; null when no server is up
     * @param basis what this rests on, in words; null when no server is up
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(int scenes, int serversUp, Double minutes, Double mostMinutes, String basis, Instant at) {
        /** True when there is work, and nobody who does it. */
        boolean isStuck() {
            return scenes > 0 && serversUp == 0;
        }
    }

    /**
     * Watches the backlog of a running application.
     *
     * @param scenes that are executed, wait, or are still to be written
     * @param forecast how long they take
     */
    public BacklogWatch(IntSupplier scenes, Supplier<Optional<Backlog>> forecast, Fleet fleet, Clock clock) {
        this.scenes = scenes;
        this.forecast = forecast;
        this.fleet = fleet;
        this.clock = clock;
        this.last = new View(0, 0, 0.0, 0.0, null, clock.instant());
    }

    /** Looks now. */
    public View look() {
        int up = (int) fleet.views().stream()
                .filter(view -> view.state().isAtWork() || view.state() == InstanceState.LENT)
                .count();
        Optional<Backlog> known = up == 0 ? Optional.empty() : forecast.get();
        last = new View(
                scenes.getAsInt(),
                up,
                known.map(each -> minutes(each.p50())).orElse(null),
                known.map(each -> minutes(each.p90())).orElse(null),
                known.map(Backlog::basis).orElse(null),
                clock.instant());
        return last;
    }

    private static double minutes(Duration time) {
        return time.toMillis() / MINUTE;
    }

    /** What the last look found. */
    public View last() {
        return last;
    }

    /** Minutes that the last look found; infinite with work and nobody who does it. */
    public double lastMinutes() {
        View found = last;
        if (found.minutes() != null) {
            return found.minutes();
        }
        return found.isStuck() ? Double.POSITIVE_INFINITY : 0;
    }
}
