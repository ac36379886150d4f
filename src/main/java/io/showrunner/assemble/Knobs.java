package io.showrunner.assemble;

import io.showrunner.config.FleetSettings;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.SceneSettings;
import java.time.Duration;

/** The settings in force that a story's documents repeat. */
public record Knobs(
        SceneSettings scene,
        FleetSettings fleet,
        Duration llmTimeout,
        PhaseExpectations expectations,
        boolean archive) {

    /** Picks them. */
    public static Knobs of(Settings settings) {
        return new Knobs(
                settings.scene(),
                settings.fleet(),
                settings.llm().timeout(),
                PhaseExpectations.read(settings.home().resolve("config/vram-expectations.json")),
                settings.film().archive());
    }
}
