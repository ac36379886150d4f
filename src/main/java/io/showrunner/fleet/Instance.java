package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** One ComfyUI server as the fleet knows it. Guarded by the fleet's lock. */
final class Instance {
    /** Free memory that one scene takes, in MB (C2). */
    private static final long SCENE_VRAM = 14_000;

    private final InstanceSettings settings;
    private final Reachability reachability = new Reachability();
    private final Map<Hold, String> holds = new EnumMap<>(Hold.class);
    private Probe lastProbe;
    private boolean onTrial;
    private int leases;
    private String lastWorkflow;

    Instance(InstanceSettings settings) {
        this.settings = settings;
    }

    InstanceSettings settings() {
        return settings;
    }

    Reachability reachability() {
        return reachability;
    }

    /** DOWN or UNKNOWN before any hold; UP when nothing is against it. */
    InstanceState state() {
        return reachability.state() == InstanceState.UP && !holds.isEmpty()
                ? firstHold().getKey().state()
                : reachability.state();
    }

    private String message() {
        return reachability.message() == null && !holds.isEmpty() ? firstHold().getValue() : reachability.message();
    }

    private Map.Entry<Hold, String> firstHold() {
        return holds.entrySet().iterator().next();
    }

    void hold(Hold hold, String why) {
        holds.put(hold, why);
    }

    void admit(Hold hold) {
        holds.remove(hold);
    }

    /** @param claimed slots that are kept for prompts nobody follows for the moment */
    boolean hasRoom(int claimed) {
        return state() == InstanceState.UP && leases + claimed < (onTrial ? 1 : settings.slots());
    }

    /** On trial it gets one prompt at a time. */
    void onTrial(boolean now) {
        onTrial = now;
    }

    /** Own leases plus what the server had beside them at the last probe. */
    int load() {
        return leases + Math.max(0, remoteDepth() - leases);
    }

    long vramFree() {
        return lastProbe == null || lastProbe.vramFree() == null ? 0 : lastProbe.vramFree();
    }

    /** Free memory that no prompt of ours is going to take; one that runs already counts twice, to be on the safe side. */
    long vramUnreserved() {
        return vramFree() - leases * SCENE_VRAM;
    }

    boolean ranLast(String workflow) {
        return workflow.equals(lastWorkflow);
    }

    /** Leases it for a scene of this workflow. */
    Lease lease(String workflow) {
        lastWorkflow = workflow;
        return lease();
    }

    Lease lease() {
        leases++;
        return new Lease(settings);
    }

    void release() {
        leases--;
    }

    void answered(Probe probe, Instant when) {
        lastProbe = probe;
        reachability.answered(when);
    }

    private int remoteDepth() {
        return lastProbe == null ? 0 : lastProbe.queueDepth();
    }

    InstanceView view() {
        return new InstanceView(
                settings.id(),
                settings.url(),
                state(),
                settings.slots(),
                leases,
                remoteDepth(),
                lastProbe == null ? null : lastProbe.vramFree(),
                lastProbe == null ? null : lastProbe.vramTotal(),
                lastProbe == null ? null : lastProbe.version(),
                reachability.lastAnswer(),
                message());
    }
}
