package io.showrunner.cli;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How the demo is wanted.
 *
 * @param home absolute; its routes and workflows are used, its settings are not
 * @param out absolute; everything the demo makes lies below it
 * @param scenes 1 to 12
 * @param gpus simulated GPUs, 1 to 8
 * @param keep true to stay up afterwards until stopped
 * @param chaos seed of the kills; empty when nothing is to be killed
 */
public record DemoOptions(Path home, Path out, int scenes, int gpus, boolean keep, OptionalLong chaos) {}
