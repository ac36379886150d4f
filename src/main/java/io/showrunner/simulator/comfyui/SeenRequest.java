package io.showrunner.simulator.comfyui;

import java.time.Instant;

/**
 * One request that reached the simulator.
 *
 * @param path as sent, without the query; "/api" is kept
 * @param query "" when there was none
 */
public record SeenRequest(Instant at, String method, String path, String query) {}
