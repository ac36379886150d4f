package io.showrunner.health;

import io.showrunner.health.HealthReport.ComfyUi;
import io.showrunner.health.HealthReport.InstanceState;
import java.util.List;
import java.util.Objects;

/** Judges the ComfyUI servers and their queues (K3). */
final class ComfyUiHealth {
    private final int maxQueueDepth;

    ComfyUiHealth(int maxQueueDepth) {
        this.maxQueueDepth = maxQueueDepth;
    }

    ComfyUi judge(List<InstanceAnswer> answers) {
        List<InstanceState> instances = answers.stream().map(this::judge).toList();
        List<Integer> depths = instances.stream()
                .map(InstanceState::depth)
                .filter(Objects::nonNull)
                .toList();
        return new ComfyUi(
                Status.ofWhole(instances.stream().map(InstanceState::status).toList()),
                depths.isEmpty()
                        ? null
                        : depths.stream().mapToInt(Integer::intValue).sum(),
                instances.stream()
                        .map(InstanceState::version)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                instances);
    }

    private InstanceState judge(InstanceAnswer answer) {
        String id = answer.instance().id();
        if (!answer.answered()) {
            return new InstanceState(id, answer.instance().url(), Status.FAILED, null, null, null, answer.problem());
        }
        String version = answer.stats().version();
        Status status = Status.OK;
        String message = null;
        if (answer.depth() >= maxQueueDepth) {
            status = Status.DEGRADED;
            message = "its queue is full: " + answer.depth() + " of " + maxQueueDepth
                    + " (showrunner.fleet.max-queue-depth)";
        }
        return new InstanceState(
                id,
                answer.instance().url(),
                status,
                answer.depth(),
                version.isEmpty() ? null : version,
                answer.latency().toMillis(),
                message);
    }
}
