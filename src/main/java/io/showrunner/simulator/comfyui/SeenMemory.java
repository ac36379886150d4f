package io.showrunner.simulator.comfyui;

import java.time.Instant;

/**
 * What the simulator told somebody about its memory.
 *
 * @param free bytes
 * @param total bytes
 */
public record SeenMemory(Instant at, long free, long total) {}
