package io.showrunner.fleet;

import io.showrunner.config.FleetSettings;
import io.showrunner.config.SaturationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows while servers' queues are full, foreign prompts included (S0 to S4, H2). Whoever learns the length of a queue
 * tells it here. Thread-safe.
 */
public final class Backpressure {
    private static final Logger LOG = LoggerFactory.getLogger(Backpressure.class);
    private static final Duration FAST_POLL = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final int limit;
    private final SaturationSettings options;
    private final LongSupplier nanos;
    private final Map<String, Saturation> queues = new ConcurrentHashMap<>();
    private final AtomicLong episodes = new AtomicLong();
    private final AtomicBoolean writingPauses = new AtomicBoolean();

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public Backpressure(Fleet fleet, FleetSettings settings, LongSupplier nanos) {
        this.fleet = fleet;
        this.limit = settings.maxQueueDepth();
        this.options = settings.saturation();
        this.nanos = nanos;
    }

    /** Takes note of the length of a server's queue, running and foreign prompts included. */
    public void sawDepth(String instanceId, int depth) {
        if (fleet.find(instanceId).isEmpty()) {
            return;
        }
        fleet.sawDepth(instanceId, depth);
        Saturation queue = queues.computeIfAbsent(instanceId, id -> new Saturation(limit));
        synchronized (queue) {
            if (queue.sees(depth)) {
                turned(instanceId, queue);
            } else if (queue.isFull()) {
                hold(instanceId, queue);
            }
        }
        if (writingPauses.get() && !isFleetFull()) {
            writingPauses.set(false);
        }
    }

    private void turned(String instanceId, Saturation queue) {
        if (queue.isFull()) {
            episodes.incrementAndGet();
            LOG.warn("instance={} saturated: {}", instanceId, queue);
            hold(instanceId, queue);
        } else {
            LOG.info("instance={} no longer saturated: {}", instanceId, queue);
            fleet.admit(instanceId, Hold.SATURATED);
        }
    }

    private void hold(String instanceId, Saturation queue) {
        if (options.pauseSubmissions()) {
            fleet.hold(instanceId, Hold.SATURATED, queue.toString());
        }
    }

    /** How full the server's queue is, in words; empty when it is not full. */
    public Optional<String> on(String instanceId) {
        return Optional.ofNullable(queues.get(instanceId))
                .filter(Saturation::isFull)
                .map(Saturation::toString);
    }

    /** The pause between two looks at a prompt of the server (S3). */
    public Duration pollInterval(String instanceId, Duration usual) {
        boolean hurry = options.fastPoll() && usual.compareTo(FAST_POLL) > 0;
        return hurry && on(instanceId).isPresent() ? FAST_POLL : usual;
    }

    /** True when a scene that fails on the server is not to be tried again (S2). */
    public boolean failsFast(String instanceId) {
        return options.failFast() && on(instanceId).isPresent();
    }

    /** How often a server's queue became full since the start. */
    public long episodes() {
        return episodes.get();
    }

    /** How many servers' queues are full. */
    public long saturated() {
        return queues.values().stream().filter(Saturation::isFull).count();
    }

    /** True when a server's queue is full and no other server can take a prompt either. */
    public boolean isFleetFull() {
        List<InstanceView> views = fleet.views();
        return views.stream().anyMatch(this::isFull)
                && views.stream().noneMatch(view -> view.state().isAtWork() && !isFull(view));
    }

    private boolean isFull(InstanceView view) {
        return view.state() != InstanceState.DOWN && on(view.id()).isPresent();
    }

    /** The wait of one story that is to be written now (H2). */
    public WriterWait writerWait() {
        long begin = nanos.getAsLong();
        return () -> nanos.getAsLong() - begin < options.writerPatience().toNanos() && pausesWriting();
    }

    private boolean pausesWriting() {
        boolean full = isFleetFull();
        if (full && !writingPauses.getAndSet(true)) {
            LOG.warn("the queue of every ComfyUI server is full; writing pauses");
        }
        return full;
    }
}
