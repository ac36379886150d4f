package io.showrunner.fleet;

import io.showrunner.config.FleetSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.SaturationSettings;
import java.time.Duration;

/** Backpressure as it is shipped: full at 5 prompts. */
public final class Backpressures {
    private Backpressures() {}

    public static Backpressure shipped(Fleet fleet) {
        return of(fleet, new SaturationSettings(true, false, true, Duration.ofSeconds(10), Duration.ofMinutes(30)));
    }

    public static Backpressure of(Fleet fleet, SaturationSettings saturation) {
        FleetSettings settings =
                new FleetSettings(Duration.ofSeconds(30), 3000, 5, Strategy.LEAST_LOADED, 0, saturation);
        return new Backpressure(fleet, settings, System::nanoTime);
    }
}
