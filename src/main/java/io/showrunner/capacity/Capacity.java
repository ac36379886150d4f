package io.showrunner.capacity;

import io.showrunner.config.Settings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.SceneRate;

/** What a running installation is expected to do beside what it does. Thread-safe. */
public final class Capacity {
    private final Settings settings;
    private final CapacityWatch watch;
    private final Measurements measurements;
    private final BacklogWatch backlog;
    private final Fleet fleet;
    private final SceneRate rate;

    public Capacity(
            Settings settings,
            CapacityWatch watch,
            Measurements measurements,
            BacklogWatch backlog,
            Fleet fleet,
            SceneRate rate) {
        this.settings = settings;
        this.watch = watch;
        this.measurements = measurements;
        this.backlog = backlog;
        this.fleet = fleet;
        this.rate = rate;
    }

    /** The report of now. */
    public CapacityReport report() {
        return CapacityReport.of(
                settings.capacity().profile().orElse(null),
                watch,
                settings.fleet().minAvailableVram(),
                measurements.look(),
                backlog.look(),
                rate.view(fleet.views()));
    }
}
