package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

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
    private int depth;
    private long depthReports;
    private int foreign;
    private String lastWorkflow;
    private boolean follow;

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

    boolean isUp() {
        return state() == InstanceState.UP;
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

    /**
     * Whether a scene may be sent there. Behind another one only when that left memory for it, and by the same workflow, which
     * needs the same models.
     *
     * @param claimed slots that are kept for prompts nobody follows for the moment
     */
    boolean hasRoom(String workflow, int claimed) {
        boolean hasMemory = leases == 0 || (follow && ranLast(workflow));
        return isUp() && leases + claimed < (onTrial ? 1 : settings.slots()) && hasMemory;
    }

    boolean isIdle() {
        return leases == 0;
    }

    /** On trial it gets one prompt at a time. */
    void onTrial(boolean now) {
        onTrial = now;
    }

    /** Own leases plus what the server had beside our prompts when its queue was last seen. */
    int load() {
        return leases + foreign;
    }

    /** @param claimed prompts of ours among them that nobody follows for the moment */
    void sawDepth(int prompts, int claimed) {
        depth = prompts;
        depthReports++;
        foreign = Math.max(0, prompts - leases - claimed);
        if (prompts == 0) {
            admit(Hold.HUNG);
        }
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

    /** Whether another prompt may be posted behind the one that is there. */
    void follow(boolean may) {
        follow = may;
    }

    /** Without claims: whether exactly one prompt of ours is there, or is about to be. */
    boolean hasOneLease() {
        return leases == 1;
    }

    /** Leases it for a scene of this workflow. */
    Lease lease(String workflow, int claimed) {
        lastWorkflow = workflow;
        return lease(claimed);
    }

    /** @param claimed slots that are kept for prompts nobody follows for the moment */
    Lease lease(int claimed) {
        boolean alone = leases == 0;
        follow &= !alone;
        leases++;
        return new Lease(settings, alone && claimed == 0);
    }

    void release() {
        leases--;
    }

    void answered(Probe probe, int claimed, Instant when) {
        lastProbe = probe;
        sawDepth(probe.queueDepth(), claimed);
        reachability.answered(when);
    }

    /** @param claimed slots that are kept for prompts nobody follows for the moment */
    Standing standing(int claimed) {
        boolean answers = reachability.state() == InstanceState.UP && !reachability.inDoubt();
        return new Standing(
                settings.id(), answers, Set.copyOf(holds.keySet()), onTrial, leases + claimed, depth, depthReports);
    }

    InstanceView view() {
        return new InstanceView(
                settings.id(),
                settings.url(),
                state(),
                settings.slots(),
                leases,
                depth,
                lastProbe == null ? null : lastProbe.vramFree(),
                lastProbe == null ? null : lastProbe.vramTotal(),
                lastProbe == null ? null : lastProbe.version(),
                reachability.lastAnswer(),
                message());
    }
}
