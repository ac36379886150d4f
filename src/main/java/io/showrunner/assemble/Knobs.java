package io.showrunner.assemble;

import io.showrunner.config.Settings.FleetSettings;
import io.showrunner.config.Settings.SceneSettings;
import java.time.Duration;

/** The settings in force that a story's documents repeat. */
public record Knobs(SceneSettings scene, FleetSettings fleet, Duration llmTimeout) {}
