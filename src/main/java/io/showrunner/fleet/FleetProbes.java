package io.showrunner.fleet;

import io.showrunner.comfyui.QueueDepth;
import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.story.Reason;
import java.util.List;

/** What probes of the ComfyUI servers say to the fleet, and which servers are to be probed next. */
public final class FleetProbes {
    private static final long MIB = 1 << 20;

    private final Fleet fleet;
    private final Backpressure backpressure;

    public FleetProbes(Fleet fleet, Backpressure backpressure) {
        this.fleet = fleet;
        this.backpressure = backpressure;
    }

    /** Ids of all instances. */
    public List<String> all() {
        return fleet.views().stream().map(InstanceView::id).toList();
    }

    /** Ids of the instances of which it is not settled whether they are UP or DOWN. */
    public List<String> inDoubt() {
        return fleet.inDoubt();
    }

    /** Takes the replies of {@code /system_stats} and {@code GET /prompt}; what ComfyUI would not say is no answer. */
    public void answered(String instanceId, String systemStats, String queueDepth) {
        try {
            Probe probe = probe(SystemStats.read(systemStats), QueueDepth.read(queueDepth));
            backpressure.sawDepth(instanceId, probe.queueDepth());
            fleet.answered(instanceId, probe);
        } catch (UnreadableReply e) {
            missed(instanceId, e);
        }
    }

    private static Probe probe(SystemStats stats, int queueDepth) {
        SystemStats.Device gpu =
                stats.devices().isEmpty() ? null : stats.devices().get(0);
        return new Probe(
                queueDepth,
                gpu == null ? null : megabytes(gpu.vramFree()),
                gpu == null ? null : megabytes(gpu.vramTotal()),
                stats.version());
    }

    /** Takes note that no answer came, or one that ComfyUI would not give. */
    public void missed(String instanceId, Exception why) {
        fleet.missed(instanceId, Reason.words(why));
    }

    private static Long megabytes(Long bytes) {
        return bytes == null ? null : bytes / MIB;
    }
}
