package io.showrunner.alert;

import io.showrunner.fleet.InstanceView;
import io.showrunner.health.DiskSpace;
import io.showrunner.telemetry.VideoMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the conditions look at; each is asked anew at every look.
 *
 * @param memory of the server with this id, as it was read last
 * @param unavailable why no server can be used; empty while one can
 * @param openBreakers names of servers and models whose calls fail at once
 * @param queuedScenes that no server has taken
 * @param backlog scenes that are executed, wait, or are still to be written
 * @param endedScenes since the start
 * @param failedScenes since the start, by kind
 * @param forcedShare of the last stories; NaN while there are too few
 * @param parkedStories that wait for a model
 * @param slowAnswers by provider: answers since the start that took 120 s or longer, or never came
 * @param hangingNodes of the cluster: what waits for each, by name
 * @param disk null before the first look
 */
public record Readings(
        Supplier<List<InstanceView>> instances,
        Function<String, Optional<VideoMemory.Reading>> memory,
        Supplier<Optional<String>> unavailable,
        Supplier<List<String>> openBreakers,
        LongSupplier queuedScenes,
        LongSupplier backlog,
        DoubleSupplier endedScenes,
        Map<String, DoubleSupplier> failedScenes,
        DoubleSupplier forcedShare,
        LongSupplier parkedStories,
        Map<String, LongAdder> slowAnswers,
        LongSupplier deadLetters,
        Supplier<Map<String, String>> hangingNodes,
        Supplier<DiskSpace.Reading> disk) {}
