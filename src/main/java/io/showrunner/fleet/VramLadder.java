package io.showrunner.fleet;

import io.showrunner.config.MemorySettings;
import io.showrunner.fleet.MemoryAsk.Size;
import io.showrunner.fleet.MemoryVerdict.Step;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about an instance with too little free video memory, one step after the other: warn, clear its memory,
 * make the scene smaller, hold the instance, and when that takes too long, say so and go on trying (F1 to F5).
 * Thread-safe.
 */
public final class VramLadder {
    private static final Logger LOG = LoggerFactory.getLogger(VramLadder.class);

    private final Map<String, MemoryEpisode> episodes = new HashMap<>();
    private final AtomicLong pressures = new AtomicLong();
    private final AtomicLong frees = new AtomicLong();
    private final AtomicLong downgrades = new AtomicLong();
    private final AtomicLong escalations = new AtomicLong();
    private final MemorySettings settings;
    private final Clock clock;

    public VramLadder(MemorySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The first look, at a server of which only the free memory was read; ADMIT or LOOK. */
    public synchronized MemoryVerdict glance(String instanceId, MemoryAsk ask, Long free) {
        MemoryVerdict verdict = episode(instanceId).glance(ask, free);
        count(instanceId, verdict);
        return verdict;
    }

    /**
     * The closer look at a server on which no prompt of ours is.
     *
     * @param free MB; null when the server does not say, which holds nothing back
     * @param foreign prompts of others that are there
     */
    public synchronized MemoryVerdict judge(String instanceId, MemoryAsk ask, Long free, int foreign) {
        if (free == null) {
            return MemoryVerdict.admit(ask.wanted(), null);
        }
        MemoryEpisode episode = episode(instanceId);
        boolean wasLow = episode.isLow();
        MemoryVerdict verdict = episode.judge(ask, free, foreign);
        if (!wasLow && episode.isLow()) {
            warn(instanceId, free, ask.wanted());
        } else if (wasLow && !episode.isLow()) {
            episode.settle();
            LOG.info("instance={} GPU memory is sufficient again: {} MB free", instanceId, free);
        }
        count(instanceId, verdict);
        return verdict;
    }

    private void count(String instanceId, MemoryVerdict verdict) {
        switch (verdict.step()) {
            case FREE -> frees.incrementAndGet();
            case ADMIT -> {
                if (!verdict.size().name().isEmpty()) {
                    downgrades.incrementAndGet();
                }
            }
            case LOOK, HOLD -> LOG.debug("instance={} {}", instanceId, verdict);
        }
    }

    private void warn(String instanceId, long free, Size wanted) {
        pressures.incrementAndGet();
        LOG.warn(
                "instance={} GPU memory pressure: {} MB free, {} MB wanted before a scene",
                instanceId,
                free,
                wanted.minimum());
    }

    /** True while the instance has too little memory for what was last wanted of it. */
    public synchronized boolean isLow(String instanceId) {
        MemoryEpisode episode = episodes.get(instanceId);
        return episode != null && episode.isLow();
    }

    /** The instance is held now; from now on {@link MemoryWatch} looks after it. */
    public synchronized void hold(String instanceId) {
        episode(instanceId).held(clock.instant());
    }

    /** Instances that are held for too little memory. */
    synchronized List<String> held() {
        return episodes.entrySet().stream()
                .filter(entry -> entry.getValue().isHeld())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Looks at a held instance.
     *
     * @param others true when another instance takes the scenes meanwhile
     * @return true when the hold is to end
     */
    synchronized boolean mayAdmit(String instanceId, Long free, int depth, boolean others) {
        MemoryEpisode episode = episode(instanceId);
        Optional<Step> next = episode.look(free, depth, clock.instant(), settings.holdTimeout());
        if (next.filter(step -> step == Step.HOLD).isEmpty()) {
            return next.isPresent();
        }
        if (episode.escalate()) {
            escalate(instanceId, free, depth, others);
        }
        if (others) {
            episode.waitOn(clock.instant());
            return false;
        }
        episode.tryOne();
        return true;
    }

    private void escalate(String instanceId, Long free, int depth, boolean others) {
        escalations.incrementAndGet();
        LOG.warn(
                "instance={} has had too little video memory for {} s: {} MB free, {} prompts there;"
                        + " stop what else uses this GPU{}",
                instanceId,
                settings.holdTimeout().toSeconds(),
                free,
                depth,
                others ? "; its scenes go to other instances" : "; one scene is tried all the same");
    }

    /**
     * A prompt has succeeded.
     *
     * @param before MB that were free before it; null when not known
     * @param after MB that are free now; null when not known, or when another prompt is running
     * @return a note for its report; empty when there is nothing to say
     */
    public synchronized Optional<String> succeeded(
            String instanceId, String workflow, Size size, Long before, Long after) {
        MemoryEpisode episode = episode(instanceId);
        episode.ended(settings.freeEvery());
        if (!episode.succeeded(workflow, size, before, after)) {
            return Optional.empty();
        }
        if (!episode.isLow()) {
            episode.begin();
            warn(instanceId, after, size);
        }
        return Optional.of("VRAM_PRESSURE: only " + after + " MB of video memory are free after the scene, "
                + size.minimum() + " MB are wanted before the next one");
    }

    /** A prompt ran out of memory: the instance's memory is cleared before the next one. */
    public synchronized void ranOut(String instanceId, String workflow) {
        episode(instanceId).ranOut(workflow);
    }

    /** True when so much memory is enough for the scene in the size that was asked for. */
    public synchronized boolean fits(String instanceId, MemoryAsk ask, Long free) {
        return free == null || episode(instanceId).fits(ask.workflow(), ask.wanted(), free);
    }

    /** True when a second prompt may be posted behind one that left so much memory. */
    public synchronized boolean mayFollow(String instanceId, String workflow, Size size, Long free) {
        MemoryEpisode episode = episode(instanceId);
        return !episode.isLow() && !episode.wantsIdle() && (free == null || episode.fits(workflow, size, free));
    }

    /** How often an instance's memory became too low since the start. */
    public long pressures() {
        return pressures.get();
    }

    /** How often an instance's memory was cleared since the start. */
    public long frees() {
        return frees.get();
    }

    /** Scenes that were made smaller for want of memory since the start. */
    public long downgrades() {
        return downgrades.get();
    }

    /** Holds that took too long since the start. */
    public long escalations() {
        return escalations.get();
    }

    private MemoryEpisode episode(String instanceId) {
        return episodes.computeIfAbsent(instanceId, id -> new MemoryEpisode());
    }
}
