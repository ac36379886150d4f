package io.showrunner.render;

import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.MemoryReport;
import io.showrunner.story.RecoveryReport;
import io.showrunner.story.RenderJob;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the memory of servers while prompts execute, and once more when one has rested for ten seconds (D6). Thread-safe.
 */
public final class MemorySamples {
    private static final Logger LOG = LoggerFactory.getLogger(MemorySamples.class);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final long TOLERANCE = 256L << 20;

    private final Map<String, Rest> rests = new ConcurrentHashMap<>();
    private final StoryStore store;
    private final WorkflowTemplates templates;
    private final PromptFollowers followers;
    private final Fleet fleet;
    private final boolean on;
    private final Clock clock;

    /** A server on which a prompt was the last one so far. */
    private record Rest(RenderJob job, long before, Instant since) {
        boolean isLongEnough(Instant now) {
            return !since.isAfter(now.minus(RECOVERY));
        }
    }

    /** @param on false never reads */
    public MemorySamples(
            StoryStore store,
            WorkflowTemplates templates,
            PromptFollowers followers,
            Fleet fleet,
            boolean on,
            Clock clock) {
        this.store = store;
        this.templates = templates;
        this.followers = followers;
        this.fleet = fleet;
        this.on = on;
        this.clock = clock;
    }

    /** Ids of the servers whose memory is to be read now; none while nothing executes and nothing is to be looked at. */
    public List<String> due() {
        return on
                ? Stream.concat(followers.executing().stream(), rested())
                        .distinct()
                        .toList()
                : List.of();
    }

    private Stream<String> rested() {
        Instant now = clock.instant();
        List<String> idle = fleet.views().stream()
                .filter(view -> view.leases() == 0
                        && view.state() != InstanceState.LENT
                        && view.state() != InstanceState.ELSEWHERE)
                .map(InstanceView::id)
                .toList();
        rests.entrySet().removeIf(rest -> rest.getValue().isLongEnough(now) && !idle.contains(rest.getKey()));
        return rests.entrySet().stream()
                .filter(rest -> rest.getValue().isLongEnough(now))
                .map(Map.Entry::getKey);
    }

    /** Takes a reply of system_stats; one that cannot be read is a sample less. */
    public void sampled(String instanceId, String systemStats) {
        try {
            List<SystemStats.Device> devices = SystemStats.read(systemStats).devices();
            if (!devices.isEmpty() && devices.get(0).vramFree() != null) {
                sampled(instanceId, devices.get(0));
            }
        } catch (UnreadableReply e) {
            notSampled(instanceId, e);
        }
    }

    private void sampled(String instanceId, SystemStats.Device gpu) {
        followers.sampled(instanceId, gpu.vramFree(), gpu.vramTotal());
        Rest rest = rests.get(instanceId);
        if (rest != null && rest.isLongEnough(clock.instant())) {
            rests.remove(instanceId, rest);
            recovered(rest, gpu.vramFree());
        }
    }

    /** A sample that could not be taken is one less. */
    public void notSampled(String instanceId, Exception why) {
        LOG.debug("instance={} memory not sampled: {}", instanceId, why.getMessage());
        rests.remove(instanceId);
    }

    /** The prompt has ended: what was seen of it is written beside its job. */
    public void ended(RenderTurn turn) {
        Optional<PromptCourse> course = followers.course(turn.promptId());
        if (on && course.isPresent()) {
            Map<String, String> phases = phases(turn.job.workflow());
            DurableFiles.writeJson(
                    folder(turn.job).resolve(MemoryReport.FILE), course.get().report(phases));
        }
        Long before = turn.readings.freeBefore();
        if (on && before != null && fleet.isAlone(turn.instanceId())) {
            rests.put(turn.instanceId(), new Rest(turn.job, before << 20, clock.instant()));
        } else {
            rests.remove(turn.instanceId());
        }
    }

    private void recovered(Rest rest, long free) {
        String note = rest.before() - free <= TOLERANCE
                ? null
                : "VRAM_NOT_RECOVERED: " + RECOVERY.toSeconds() + " s after the prompt "
                        + ((rest.before() - free) >> 20)
                        + " MB are not free again; a server keeps its models for the next prompt on purpose";
        Path folder = folder(rest.job());
        if (Files.isDirectory(folder)) {
            DurableFiles.writeJson(
                    folder.resolve(RecoveryReport.FILE),
                    new RecoveryReport(clock.instant(), rest.before(), free, note));
        }
        if (note != null) {
            rest.job().about(LOG.atInfo()).log("{} {}", rest.job().words(), note);
        }
    }

    private Path folder(RenderJob job) {
        return store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch());
    }

    private Map<String, String> phases(String workflow) {
        try {
            return templates.get(workflow).phases();
        } catch (UnusableWorkflow e) {
            LOG.debug("the phases are not known any more: {}", e.getMessage());
            return Map.of();
        }
    }
}
