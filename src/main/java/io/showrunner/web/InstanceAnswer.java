package io.showrunner.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.showrunner.fleet.ServerView;
import io.showrunner.telemetry.GpuTime;

/**
 * One server, for HTTP clients.
 *
 * @param gpuTime what became of its time; null for a moment after it was added
 */
record InstanceAnswer(@JsonUnwrapped ServerView server, GpuTime gpuTime) {}
