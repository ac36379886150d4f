package io.showrunner.simulator.comfyui;

import java.time.Instant;

/**
 * One request that reached the simulator.
 *
 * @param path as sent, without the query; "/api" is kept
 * @param query "" when there was none
 * @param range the part that was asked for, "" when the whole was
 */
public record SeenRequest(Instant at, String method, String path, String query, String range) {}
