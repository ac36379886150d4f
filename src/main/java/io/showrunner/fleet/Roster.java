package io.showrunner.fleet;

import io.showrunner.config.FleetSettings.Strategy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The instances, those that waited longest first, and the choice among them (M4). Guarded by the fleet's lock. */
final class Roster {
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Claims claims = new Claims();
    private final Strategy strategy;
    private int leases;
    private boolean isShared;

    Roster(Strategy strategy) {
        this.strategy = strategy;
    }

    boolean share() {
        isShared = true;
        instances.values().forEach(Roster::leaveToOthers);
        return isShared;
    }

    private static void leaveToOthers(Instance instance) {
        instance.hold(Hold.ELSEWHERE, "no node has taken it yet");
    }

    Instance add(Instance instance) {
        if (isShared) {
            leaveToOthers(instance);
        }
        instances.put(instance.settings().id(), instance);
        return instance;
    }

    /** Takes the instance out unless it has a prompt of ours, or may have one that is still to be taken up. */
    boolean remove(String instanceId) {
        boolean idle = get(instanceId).isIdle() && claims.on(instanceId) == 0;
        if (idle) {
            instances.remove(instanceId);
        }
        return idle;
    }

    Optional<Instance> find(String instanceId) {
        return Optional.ofNullable(instances.get(instanceId));
    }

    Collection<Instance> all() {
        return instances.values();
    }

    Instance get(String instanceId) {
        Instance instance = instances.get(instanceId);
        if (instance == null) {
            throw new IllegalArgumentException(
                    "no ComfyUI instance " + instanceId + "; there are " + instances.keySet());
        }
        return instance;
    }

    /** Keeps a slot for a prompt that nobody follows for the moment; false when it is kept already. */
    boolean claim(String instanceId, String promptId) {
        return claims.add(instanceId, promptId);
    }

    /** True when the instance has one prompt of ours, or is about to get it, and no other. */
    boolean isAlone(String instanceId) {
        return get(instanceId).hasOneLease() && claims.on(instanceId) == 0;
    }

    /** How many prompts of ours nobody follows on the instance for the moment. */
    int claimedOn(String instanceId) {
        return claims.on(instanceId);
    }

    /** Leases the instance that has the prompt, and ends the prompt's claim. */
    Optional<Lease> resume(String instanceId, String promptId) {
        claims.takeUp(promptId);
        Optional<Instance> found = find(instanceId);
        leases += found.isPresent() ? 1 : 0;
        return found.map(instance -> instance.lease(claims.on(instanceId)));
    }

    /** Takes a lease back; a second time does nothing. */
    void release(Lease lease) {
        if (lease.giveBack()) {
            leases--;
            get(lease.instance().id()).release();
        }
    }

    /** Prompts of ours that somebody follows, or is about to post, on all instances. */
    int leases() {
        return leases;
    }

    Optional<Standing> standing(String instanceId) {
        return find(instanceId).map(instance -> instance.standing(claims.on(instanceId)));
    }

    /** Leases the best instance that has room for a scene of this workflow; empty when none has. */
    Optional<Lease> lease(String workflow, Set<String> except) {
        Optional<Instance> best = instances.values().stream()
                .filter(instance ->
                        instance.hasRoom(workflow, claims.on(instance.settings().id())))
                .filter(instance -> !except.contains(instance.settings().id()))
                .min(Choice.of(strategy, workflow));
        best.ifPresent(this::moveToBack);
        leases += best.isPresent() ? 1 : 0;
        return best.map(instance ->
                instance.lease(workflow, claims.on(instance.settings().id())));
    }

    private void moveToBack(Instance instance) {
        instances.remove(instance.settings().id());
        instances.put(instance.settings().id(), instance);
    }
}
