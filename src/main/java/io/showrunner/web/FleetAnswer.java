package io.showrunner.web;

import io.showrunner.fleet.FleetRecord;
import io.showrunner.fleet.Outage;
import io.showrunner.fleet.SceneRate;
import java.util.List;

/**
 * The fleet, for HTTP clients.
 *
 * @param alert what a person must look at now; null when there is nothing
 * @param scenesPerHour how many are rendered, could be, and may be
 * @param removed servers of the configuration that are not used because a person removed them
 */
record FleetAnswer(
        Outage.Alert alert,
        SceneRate.View scenesPerHour,
        List<InstanceAnswer> instances,
        List<FleetRecord.Removed> removed) {}
