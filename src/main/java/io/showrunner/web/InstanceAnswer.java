package io.showrunner.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.showrunner.fleet.ServerView;
import io.showrunner.telemetry.GpuTime;

/**
 * One server, for HTTP clients.
 *
 * @param node the node that drives it; null when that is the only one, or none does
 * @param gpuTime what became of its time; null for a moment after it was added
 */
record InstanceAnswer(
        @JsonUnwrapped ServerView server,
        @JsonInclude(JsonInclude.Include.NON_NULL) String node,
        GpuTime gpuTime) {}
