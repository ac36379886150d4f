package io.showrunner.render;

import io.showrunner.story.MemoryReport;
import io.showrunner.story.MemoryReport.Phase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes that a prompt executed and the memory that was free meanwhile, by the server's events and by samples. Thread-safe. */
final class PromptCourse {
    private static final int MOST_NODES = 1_000;
    private static final int MOST_SAMPLES = 20_000;
    private static final List<String> PHASES = List.of("load", "inference", "video", "save");

    private final String instanceId;
    private final Clock clock;
    private final List<Step> steps = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private Instant end;
    private Long total;

    private record Step(String node, Instant when) {}

    private record Sample(long free, Instant when) {}

    PromptCourse(String instanceId, Clock clock) {
        this.instanceId = instanceId;
        this.clock = clock;
    }

    String instanceId() {
        return instanceId;
    }

    /** The node is at work; the first time it began. */
    synchronized void at(String node) {
        boolean began = !node.isEmpty()
                && (steps.isEmpty() || !steps.get(steps.size() - 1).node().equals(node));
        if (began && steps.size() < MOST_NODES) {
            steps.add(new Step(node, clock.instant()));
        }
    }

    synchronized void ended() {
        end = clock.instant();
    }

    synchronized boolean isRunning() {
        return !steps.isEmpty() && end == null;
    }

    /** @param totalBytes null when not known */
    synchronized void sampled(long freeBytes, Long totalBytes) {
        total = totalBytes;
        if (isRunning() && samples.size() < MOST_SAMPLES) {
            samples.add(new Sample(freeBytes, clock.instant()));
        }
    }

    /** @param phaseOf node id to phase */
    synchronized MemoryReport report(Map<String, String> phaseOf) {
        Instant last = end == null ? clock.instant() : end;
        Map<String, Duration> times = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Instant until = i + 1 < steps.size() ? steps.get(i + 1).when() : last;
            Duration time = Duration.between(steps.get(i).when(), until);
            times.merge(phaseOf.getOrDefault(steps.get(i).node(), ""), time, Duration::plus);
        }
        List<Phase> phases = PHASES.stream()
                .filter(phaseOf::containsValue)
                .map(phase -> phase(phase, times.get(phase), phaseOf))
                .toList();
        return new MemoryReport(total, least(samples), samples.size(), phases, note(phases));
    }

    private Phase phase(String name, Duration time, Map<String, String> phaseOf) {
        List<Sample> within = samples.stream()
                .filter(sample -> name.equals(phaseOf.get(nodeAt(sample.when()))))
                .toList();
        return new Phase(name, time == null ? null : time.toMillis() / 1000.0, least(within), within.size());
    }

    private String nodeAt(Instant when) {
        return steps.stream()
                .filter(step -> !step.when().isAfter(when))
                .reduce((earlier, later) -> later)
                .map(Step::node)
                .orElse("");
    }

    private String note(List<Phase> phases) {
        if (steps.isEmpty()) {
            return "PHASES_UNKNOWN: no events of the prompt came over the websocket; its phases are null";
        }
        if (samples.isEmpty()) {
            return "VRAM_NOT_SAMPLED: the prompt was over before its memory was read; its peaks are null, and so are the"
                    + " seconds of a phase that never began";
        }
        return phases.stream().anyMatch(phase -> phase.leastFree() == null)
                ? "PHASES_NOT_SAMPLED: a phase without a sample was over too soon for one and has no peak, or it never began"
                        + " and has no seconds either"
                : null;
    }

    private static Long least(List<Sample> samples) {
        return samples.stream().map(Sample::free).min(Long::compare).orElse(null);
    }
}
