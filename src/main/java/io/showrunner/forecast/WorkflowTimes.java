package io.showrunner.forecast;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The executions of one workflow: their common level, and by how much each server differs from it. Not thread-safe. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class WorkflowTimes {
    private static final int MOST_SERVERS = 200;
    private static final int MOST_RECENT = 100;
    /** Scenes of a server from which on an estimate is said to rest on that server. */
    private static final int ENOUGH = 3;
    /** How much servers differ of which one has done nothing yet. */
    private static final double UNKNOWN_SERVER_SD = 0.2;

    private final LogLevel level = new LogLevel();
    private final Map<String, Offset> offsets = new LinkedHashMap<>();
    private final List<Double> recent = new ArrayList<>();

    /** By how much one server differs; drawn towards none while it has done little. */
    @JsonAutoDetect(fieldVisibility = Visibility.ANY)
    static final class Offset {
        private static final double KEEP = 0.85;
        private static final double DRAW = 3;

        private double value;
        private double weight;
        private int count;

        private void learn(double error) {
            weight = KEEP * weight + 1;
            value += error / (weight + DRAW);
            count++;
        }
    }

    void learn(String instanceId, double seconds) {
        Offset offset = offsets.computeIfAbsent(instanceId, id -> new Offset());
        offset.learn(level.learn(Math.log(seconds), offset.value));
        if (offsets.size() > MOST_SERVERS) {
            offsets.remove(offsets.keySet().iterator().next());
        }
        recent.add(seconds);
        if (recent.size() > MOST_RECENT) {
            recent.remove(0);
        }
    }

    int count() {
        return level.count();
    }

    LogLevel level() {
        return level;
    }

    Estimate estimate(String workflow, String instanceId) {
        Offset offset = offsets.get(instanceId);
        if (offset == null) {
            double levelSd = Math.hypot(level.levelSd(), UNKNOWN_SERVER_SD);
            return new Estimate(
                    level.mean(), levelSd, level.sd(), level.freedom(), Basis.workflow(workflow, level.count()));
        }
        Basis basis = offset.count < ENOUGH
                ? Basis.workflow(workflow, level.count())
                : Basis.instance(workflow, instanceId, offset.count);
        return new Estimate(level.mean() + offset.value, level.levelSd(), level.sd(), level.freedom(), basis);
    }

    /** The newest executions, in seconds. */
    List<Double> recent() {
        return List.copyOf(recent);
    }
}
