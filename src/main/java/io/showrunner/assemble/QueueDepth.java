package io.showrunner.assemble;

import io.showrunner.story.RenderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * How many prompts were on an instance at once.
 *
 * @param average weighted by time, two decimals
 */
record QueueDepth(double average, int max) {

    /** Follows the prompts from their posts to their ends; reports without both times are left out; null of none. */
    static QueueDepth of(List<RenderReport> renders) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        for (RenderReport render : renders) {
            if (render.queueStart() != null && render.queueEnd() != null) {
                changes.merge(render.queueStart(), 1, Integer::sum);
                changes.merge(render.queueEnd(), -1, Integer::sum);
            }
        }
        return changes.isEmpty() ? null : follow(changes);
    }

    private static QueueDepth follow(TreeMap<Instant, Integer> changes) {
        double area = 0;
        int depth = 0;
        int max = 0;
        Instant last = changes.firstKey();
        for (var change : changes.entrySet()) {
            area += depth * (double) Duration.between(last, change.getKey()).toMillis();
            depth += change.getValue();
            max = Math.max(max, depth);
            last = change.getKey();
        }
        long span = Duration.between(changes.firstKey(), last).toMillis();
        return new QueueDepth(span == 0 ? max : Figures.hundredths(area / span), max);
    }
}
