package io.showrunner.render;

import io.showrunner.story.RenderJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The longest steps that prompts took which succeeded since the start, so that an unusual silence can be told. A server has
 * its own pace, and so has a size of picture. Thread-safe.
 */
final class StepTimes {
    private static final int MOST_KINDS = 200;

    private final Map<Kind, Map<String, Step>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, Map<String, Step>> eldest) {
            return size() > MOST_KINDS;
        }
    };

    /** Prompts whose steps are alike. */
    private record Kind(String instanceId, String workflow, Integer width, Integer height, int frames) {
        static Kind of(RenderJob job) {
            return new Kind(job.instanceId(), job.workflow(), job.width(), job.height(), job.expectedFrames());
        }
    }

    /**
     * The steps of one node.
     *
     * @param longest without a word of the server
     * @param ticks true when the node says how it comes on
     */
    record Step(Duration longest, boolean ticks) {
        Step with(Step other) {
            return new Step(longest.compareTo(other.longest) < 0 ? other.longest : longest, ticks || other.ticks);
        }
    }

    /** Takes over the steps of a prompt that succeeded, by node. */
    synchronized void learn(RenderJob job, Map<String, Step> steps) {
        Map<String, Step> all = known.computeIfAbsent(Kind.of(job), kind -> new HashMap<>());
        steps.forEach((node, step) -> all.merge(node, step, Step::with));
    }

    /**
     * The usual longest step of such a prompt at the node. A node that does not say how it comes on, such as one that loads a
     * model once, is judged by the longest step of all. Empty when no such prompt has succeeded yet.
     */
    synchronized Optional<Duration> usual(RenderJob job, String node) {
        Map<String, Step> all = known.getOrDefault(Kind.of(job), Map.of());
        Step step = all.get(node);
        return step != null && step.ticks()
                ? Optional.of(step.longest())
                : all.values().stream().map(Step::longest).max(Duration::compareTo);
    }
}
