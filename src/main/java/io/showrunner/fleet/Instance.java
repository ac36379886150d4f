package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;
import java.time.Instant;

/** One ComfyUI server as the fleet knows it. Guarded by the fleet's lock. */
final class Instance {
    private static final int MISSES_UNTIL_DOWN = 3;
    private static final int ANSWERS_UNTIL_UP = 2;

    private final InstanceSettings settings;
    private InstanceState state = InstanceState.UNKNOWN;
    private Probe lastProbe;
    private Instant lastAnswer;
    private String message = "has not answered yet";
    private int leases;
    private int misses;
    private int answers;
    private boolean doubted;

    Instance(InstanceSettings settings) {
        this.settings = settings;
    }

    InstanceSettings settings() {
        return settings;
    }

    InstanceState state() {
        return state;
    }

    int leases() {
        return leases;
    }

    boolean inDoubt() {
        return state == InstanceState.DOWN ? answers > 0 : doubted || state == InstanceState.UNKNOWN || misses > 0;
    }

    /** @param claimed slots that are kept for prompts nobody follows for the moment */
    boolean hasRoom(int claimed) {
        return state == InstanceState.UP && leases + claimed < settings.slots();
    }

    /** True unless it is DOWN and was so before that time. */
    boolean mayServe(Instant gone) {
        return state != InstanceState.DOWN || (lastAnswer != null && lastAnswer.isAfter(gone));
    }

    /** Own leases plus what the server had beside them at the last probe. */
    int load() {
        return leases + Math.max(0, remoteDepth() - leases);
    }

    long vramFree() {
        return lastProbe == null || lastProbe.vramFree() == null ? 0 : lastProbe.vramFree();
    }

    Lease lease() {
        leases++;
        return new Lease(settings);
    }

    void release() {
        leases--;
    }

    void doubt() {
        doubted = true;
    }

    void answered(Probe probe, Instant when) {
        doubted = false;
        lastProbe = probe;
        lastAnswer = when;
        misses = 0;
        answers++;
        if (state == InstanceState.UNKNOWN || (state == InstanceState.DOWN && answers >= ANSWERS_UNTIL_UP)) {
            state = InstanceState.UP;
            message = null;
        }
    }

    void missed(String why) {
        answers = 0;
        misses++;
        if (misses >= MISSES_UNTIL_DOWN) {
            down(why);
        }
    }

    void down(String why) {
        answers = 0;
        doubted = false;
        state = InstanceState.DOWN;
        message = why;
    }

    private int remoteDepth() {
        return lastProbe == null ? 0 : lastProbe.queueDepth();
    }

    InstanceView view() {
        return new InstanceView(
                settings.id(),
                settings.url(),
                state,
                settings.slots(),
                leases,
                remoteDepth(),
                lastProbe == null ? null : lastProbe.vramFree(),
                lastProbe == null ? null : lastProbe.vramTotal(),
                lastProbe == null ? null : lastProbe.version(),
                lastAnswer,
                message);
    }
}
