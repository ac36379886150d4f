package io.showrunner.fleet;

import io.showrunner.comfyui.QueueDepth;
import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.story.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What probes of the ComfyUI servers say to the fleet, and which servers are to be probed next. */
public final class FleetProbes {
    private static final long MIB = 1 << 20;

    private final Fleet fleet;
    private final Backpressure backpressure;
    private final Contacts contacts;
    private final LongSupplier nanos;
    private volatile long round;

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public FleetProbes(Fleet fleet, Backpressure backpressure, Contacts contacts, LongSupplier nanos) {
        this.fleet = fleet;
        this.backpressure = backpressure;
        this.contacts = contacts;
        this.nanos = nanos;
        this.round = nanos.getAsLong();
    }

    /** Ids of all instances; a round of probes begins. */
    public List<String> all() {
        round = nanos.getAsLong();
        return fleet.views().stream().map(InstanceView::id).toList();
    }

    /** How long ago the last round of probes began. */
    public Duration sinceRound() {
        return Duration.ofNanos(nanos.getAsLong() - round);
    }

    /**
     * Ids of the instances of which it is not settled whether they are UP or DOWN, and of those whose websockets tell too
     * little.
     */
    public List<String> inDoubt() {
        Stream<String> quiet = fleet.views().stream()
                .filter(view -> contacts.wantsProbe(view.id(), view.leases() > 0))
                .map(InstanceView::id);
        return Stream.concat(fleet.inDoubt().stream(), quiet).distinct().toList();
    }

    /** Takes the replies of {@code /system_stats} and {@code GET /prompt}; what ComfyUI would not say is no answer. */
    public void answered(String instanceId, String systemStats, String queueDepth) {
        try {
            Probe probe = probe(SystemStats.read(systemStats), QueueDepth.read(queueDepth));
            contacts.answered(instanceId, probe.queueDepth());
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
