package io.showrunner.capacity;

import io.showrunner.capacity.ScalingStep.Action;
import io.showrunner.config.ScalingSettings;
import io.showrunner.fleet.FleetControl;
import io.showrunner.fleet.FleetRefused;
import io.showrunner.fleet.InstanceState;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has servers added and given up (U1). A server that goes is drained first, which lets its prompts end; it is removed when
 * it is empty, and only then is anybody told that it may be switched off. Thread-safe.
 */
public final class Autoscaler {
    private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

    private final ScalingSettings settings;
    private final FleetControl fleet;
    private final ScalingRules rules;
    private final BooleanSupplier isHeld;
    private final Path file;
    private final Clock clock;
    private final Map<Action, Long> taken = new EnumMap<>(Action.class);
    private ScalingState state;
    private long failures;

    /**
     * Carries on where the last run stopped.
     *
     * @param most servers that the profile allows
     * @param isHeld true while scenes wait for another reason than too few servers
     * @param file where it is kept what was begun
     */
    public Autoscaler(
            ScalingSettings settings, int most, FleetControl fleet, BooleanSupplier isHeld, Path file, Clock clock) {
        this.settings = settings;
        this.fleet = fleet;
        this.rules = new ScalingRules(settings, most);
        this.isHeld = isHeld;
        this.file = file;
        this.clock = clock;
        this.state = Files.exists(file) ? Json.read(file, ScalingState.class) : ScalingState.START;
    }

    /** What is to be done after a look at the backlog. */
    public synchronized ScalingStep decide(BacklogWatch.View backlog) {
        if (!settings.isOn() || isHeld.getAsBoolean()) {
            return ScalingStep.none("nobody is to be told");
        }
        forgetWhatAPersonDecided();
        ScalingStep step = rules.next(backlog, fleet.all(), state, clock.instant());
        if (step.action() == Action.UP) {
            keep(state.changed(clock.instant()));
            took(step);
        }
        return step;
    }

    /** A person who removes or resumes the server that is being given up has decided otherwise. */
    private void forgetWhatAPersonDecided() {
        if (state.leaving() != null
                && !state.removed()
                && fleet.all().stream()
                        .map(server -> server.instance())
                        .noneMatch(
                                server -> server.id().equals(state.leaving()) && server.state() != InstanceState.UP)) {
            LOG.info("scaling: {} is not given up, a person decided otherwise", state.leaving());
            keep(state.settled());
        }
    }

    /** The server gets no more scenes. */
    public synchronized void drain(ScalingStep step) {
        fleet.drain(step.instance());
        keep(state.leaving(step.instance(), clock.instant()));
        took(step);
    }

    /** The server gets scenes again. */
    public synchronized void resume(ScalingStep step) {
        fleet.resume(step.instance());
        keep(state.settled());
        took(step);
    }

    /** Takes a drained server out of the fleet; false while it is not empty. */
    public synchronized boolean remove(ScalingStep step) {
        if (!state.removed()) {
            try {
                fleet.remove(step.instance());
            } catch (FleetRefused e) {
                LOG.debug("scaling: {} stays for now: {}", step.instance(), e.getMessage());
                return false;
            }
            took(step);
        }
        keep(state.leftFleet(clock.instant()));
        return true;
    }

    /** Who is responsible was told. */
    public synchronized void told(ScalingStep step) {
        if (step.action() == Action.DOWN) {
            keep(state.settled());
        }
    }

    /**
     * Nobody could be told; it is tried again after the cooldown, if it is still so then. The query of an address may be a
     * secret and is not logged.
     */
    public synchronized void failed(ScalingStep step, Exception why) {
        failures++;
        LOG.error(
                "scaling action={} failed: {}; {}, or mend showrunner.scaling; tried again after {} s",
                step.action(),
                Reason.words(why).replaceAll("\\?\\S+", "?***"),
                step.action() == Action.UP
                        ? "add a server yourself (fleet add ID URL)"
                        : "switch " + step.instance() + " off yourself, it is not used any more",
                settings.cooldown().toSeconds());
    }

    /** How often the action was taken since the start. */
    public synchronized long count(Action action) {
        return taken.getOrDefault(action, 0L);
    }

    /** How often nobody could be told. */
    public synchronized long failures() {
        return failures;
    }

    private void took(ScalingStep step) {
        taken.merge(step.action(), 1L, Long::sum);
        LOG.info(
                "scaling action={} instance={} servers={} wanted={}: {}",
                step.action(),
                step.instance() == null ? "-" : step.instance(),
                step.servers(),
                step.wanted(),
                step.why());
    }

    private void keep(ScalingState next) {
        DurableFiles.writeJson(file, next);
        state = next;
    }
}
