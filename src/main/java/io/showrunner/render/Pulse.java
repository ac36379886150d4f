package io.showrunner.render;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.config.SilenceSettings;
import io.showrunner.render.StepTimes.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * How the execution of a prompt comes on, by the events of its server's websocket. Once the socket is lost, or has not
 * answered for a while, no event no longer means no progress. Thread-safe.
 */
final class Pulse {
    private static final Duration SOCKET_PATIENCE = Duration.ofSeconds(12);
    private static final int MOST_NODES = 1000;

    private final SilenceSettings settings;
    private final Function<String, Optional<Duration>> usualStep;
    private final LongSupplier nanos;
    private final Map<String, Step> steps = new HashMap<>();
    private List<ServerFile> written = List.of();
    private boolean live;
    private String node = "";
    private long lastStep;
    private long socketHeard;

    /** @param usualStep the usual longest step at a node; empty when it is not known */
    Pulse(SilenceSettings settings, Function<String, Optional<Duration>> usualStep, LongSupplier nanos) {
        this.settings = settings;
        this.usualStep = usualStep;
        this.nanos = nanos;
    }

    /** The execution began. */
    synchronized void started() {
        live = true;
        node = "";
        lastStep = nanos.getAsLong();
        socketHeard = lastStep;
    }

    /** A node began or made a step; empty when it is not said which. */
    synchronized void stepped(String at) {
        if (!live) {
            return;
        }
        if (steps.size() < MOST_NODES || steps.containsKey(node)) {
            steps.merge(node, new Step(since(lastStep), at.equals(node)), Step::with);
        }
        node = at.isEmpty() ? node : at;
        lastStep = nanos.getAsLong();
        socketHeard = lastStep;
    }

    /** The frames are written, as the server's event or its output folder says. */
    synchronized void wrote(List<ServerFile> files) {
        written = List.copyOf(files);
    }

    /** The frames that are written for sure, whatever the history says; none when nobody has said so. */
    synchronized List<ServerFile> written() {
        return written;
    }

    /** The execution is over. */
    synchronized void ended() {
        stepped("");
        live = false;
    }

    /** The websocket works. */
    synchronized void socketHeard() {
        socketHeard = nanos.getAsLong();
    }

    /** The websocket is gone, and with it the events of this prompt. */
    synchronized void socketLost() {
        live = false;
    }

    /** True when the prompt is executed for sure: it was seen to begin, and its end would be heard. */
    synchronized boolean isBeating() {
        return live && since(socketHeard).compareTo(SOCKET_PATIENCE) <= 0;
    }

    /** Why the prompt has been silent for too long; empty when it has not. */
    synchronized Optional<String> silence() {
        Duration silent = since(lastStep);
        if (settings.factor() == 0 || !isBeating() || silent.compareTo(settings.least()) <= 0) {
            return Optional.empty();
        }
        return usualStep
                .apply(node)
                .filter(usual -> silent.compareTo(usual.multipliedBy(settings.factor())) > 0)
                .map(usual -> "it made no progress for " + seconds(silent) + " s at node " + node
                        + "; its longest step so far took " + seconds(usual) + " s");
    }

    /** The longest step of each node. */
    synchronized Map<String, Step> steps() {
        return Map.copyOf(steps);
    }

    private Duration since(long moment) {
        return Duration.ofNanos(nanos.getAsLong() - moment);
    }

    private static double seconds(Duration time) {
        return Math.round(time.toMillis() / 100.0) / 10.0;
    }
}
