package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the fleet while the application runs, and keeps what was decided. A server is removed only when it is drained and
 * nothing of ours is on it, so that nothing in flight is lost. Thread-safe.
 */
public final class FleetControl {
    private static final Logger LOG = LoggerFactory.getLogger(FleetControl.class);
    private static final int MOST_INSTANCES = 512;

    private final Fleet fleet;
    private final FleetRecord record;
    private final Breakers breakers;
    private final InstanceParts parts;
    private final ToIntFunction<String> unfinishedScenes;
    private final Function<String, Optional<String>> cardHolder;

    /**
     * @param unfinishedScenes how many scenes have their newest prompt on this server and are not published yet
     * @param cardHolder one word for who has the card of this server; empty when it is not shared
     */
    public FleetControl(
            Fleet fleet,
            FleetRecord record,
            Breakers breakers,
            InstanceParts parts,
            ToIntFunction<String> unfinishedScenes,
            Function<String, Optional<String>> cardHolder) {
        this.fleet = fleet;
        this.record = record;
        this.breakers = breakers;
        this.parts = parts;
        this.unfinishedScenes = unfinishedScenes;
        this.cardHolder = cardHolder;
    }

    /** Holds again what a person held before the restart. */
    public void restore() {
        fleet.views().forEach(view -> record.drainingSince(view.id()).ifPresent(since -> hold(view.id(), since)));
    }

    /** Follows what was decided by another process; a server that it removed goes when nothing of ours is on it. */
    public synchronized void follow() {
        record.follow();
        List<InstanceSettings> decided = record.instances();
        fleet.instances().stream().filter(each -> !decided.contains(each)).forEach(each -> letGo(each.id()));
        decided.stream().filter(each -> fleet.find(each.id()).isEmpty()).forEach(this::bringIn);
        decided.forEach(each -> drainAsDecided(each.id()));
    }

    private void letGo(String instanceId) {
        fleet.hold(instanceId, Hold.DRAINING, "removed on another node");
        if (parts.scenesInHand(instanceId) == 0 && fleet.remove(instanceId)) {
            parts.remove(instanceId);
            LOG.info("instance={} removed, as was decided on another node", instanceId);
        }
    }

    private void bringIn(InstanceSettings instance) {
        parts.add(instance);
        fleet.add(instance);
        LOG.info("instance={} added, as was decided on another node url={}", instance.id(), instance.url());
    }

    private void drainAsDecided(String instanceId) {
        Optional<Instant> since = record.drainingSince(instanceId);
        boolean isHeld = fleet.standing(instanceId)
                .filter(standing -> standing.holds().contains(Hold.DRAINING))
                .isPresent();
        if (since.isPresent() && !isHeld) {
            hold(instanceId, since.get());
        } else if (since.isEmpty() && isHeld) {
            fleet.admit(instanceId, Hold.DRAINING);
        }
    }

    /** All servers, by id. */
    public List<ServerView> all() {
        return fleet.views().stream().map(this::view).toList();
    }

    /** One server. */
    public ServerView one(String instanceId) {
        requireKnown(instanceId);
        return view(fleet.view(instanceId));
    }

    /** Servers of the configuration that a person removed. */
    public List<FleetRecord.Removed> removed() {
        return record.removed();
    }

    /** Adds a server: it gets scenes once it has answered a probe. */
    public synchronized ServerView add(InstanceSettings instance) {
        refuseTaken(instance);
        parts.add(instance);
        try {
            record.add(instance);
        } catch (RuntimeException e) {
            parts.remove(instance.id());
            throw e;
        }
        fleet.add(instance);
        LOG.info("instance={} added url={} slots={}", instance.id(), instance.url(), instance.slots());
        return one(instance.id());
    }

    private void refuseTaken(InstanceSettings instance) {
        List<InstanceView> views = fleet.views();
        if (views.size() >= MOST_INSTANCES) {
            throw FleetRefused.notNow("There are " + MOST_INSTANCES + " servers already, and there may not be more.");
        }
        for (InstanceView view : views) {
            if (view.id().equals(instance.id()) || view.url().equals(instance.url())) {
                throw FleetRefused.notNow("There is a server " + view.id() + " at " + view.url()
                        + " already; choose another id and address, or remove that one first.");
            }
        }
    }

    /** Removes a server that is drained and empty. */
    public synchronized void remove(String instanceId) {
        InstanceSettings instance = requireKnown(instanceId);
        refuseWhileInUse(instanceId);
        if (!fleet.remove(instanceId)) {
            throw stillBusy(instanceId, "a prompt of ours is on it");
        }
        try {
            record.remove(instanceId);
        } catch (RuntimeException e) {
            fleet.add(instance);
            throw e;
        }
        parts.remove(instanceId);
        LOG.info("instance={} removed", instanceId);
    }

    private void refuseWhileInUse(String instanceId) {
        if (record.drainingSince(instanceId).isEmpty()) {
            throw FleetRefused.notNow(instanceId + " still takes scenes; drain it first (POST /api/fleet/" + instanceId
                    + "/drain, or: fleet drain " + instanceId + "), and remove it when it is empty.");
        }
        if (fleet.views().size() == 1) {
            throw FleetRefused.notNow(instanceId + " is the last server; add another one first.");
        }
        int scenes = Math.max(parts.scenesInHand(instanceId), unfinishedScenes.applyAsInt(instanceId));
        if (scenes > 0) {
            throw stillBusy(instanceId, scenes + (scenes == 1 ? " scene is" : " scenes are") + " not finished");
        }
    }

    private static FleetRefused stillBusy(String instanceId, String why) {
        return FleetRefused.notNow(instanceId + " is being drained, but " + why + " there; try again later.");
    }

    /** The server gets no more prompts; what it has goes on. */
    public synchronized ServerView drain(String instanceId) {
        requireKnown(instanceId);
        record.drain(instanceId);
        hold(instanceId, record.drainingSince(instanceId).orElseThrow());
        return one(instanceId);
    }

    private void hold(String instanceId, Instant since) {
        fleet.hold(instanceId, Hold.DRAINING, "drained since " + since);
    }

    /** The server gets prompts again. */
    public synchronized ServerView resume(String instanceId) {
        requireKnown(instanceId);
        record.resume(instanceId);
        fleet.admit(instanceId, Hold.DRAINING);
        return one(instanceId);
    }

    /** Closes the server's breaker: it is mended. */
    public ServerView resetBreaker(String instanceId) {
        requireKnown(instanceId);
        breakers.reset(instanceId);
        fleet.doubt(instanceId);
        return one(instanceId);
    }

    private InstanceSettings requireKnown(String instanceId) {
        return fleet.find(instanceId)
                .orElseThrow(() -> FleetRefused.unknown(
                        instanceId, fleet.views().stream().map(InstanceView::id).toList()));
    }

    private ServerView view(InstanceView view) {
        return new ServerView(
                view,
                record.addedAt(view.id())
                        .map(since -> "added at run time " + since)
                        .orElse(ServerView.CONFIGURATION),
                fleet.find(view.id()).map(InstanceSettings::outputDirectory).orElse(null),
                cardHolder.apply(view.id()).orElse(null),
                breakers.view(view.id()));
    }
}
