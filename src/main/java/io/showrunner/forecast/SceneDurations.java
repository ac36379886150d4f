package io.showrunner.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.story.NearestRank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How long scenes are executed, learned by workflow and server. An estimate rests on the closest there is: the workflow on
 * that server, the workflow on all servers, what other workflows took against what was expected of them, or nothing but the
 * expectation; it says which. Old scenes count less with every new one. Thread-safe.
 */
public final class SceneDurations {
    private static final int MOST_WORKFLOWS = 200;
    private static final double SHORTEST = 1e-3;
    /** Of an expectation: an average may be off by a factor of two, and single scenes scatter besides. */
    private static final double EXPECTED_LEVEL_SD = 0.6;

    private static final double EXPECTED_SD = 0.4;
    private static final int NORMAL = 30;

    private final Function<String, Expectation> expected;
    private final Map<String, WorkflowTimes> workflows;

    /**
     * What was measured of a workflow lately.
     *
     * @param scenes how many, 100 at most
     * @param p95 95 of 100 took no longer
     */
    public record Measured(int scenes, Duration average, Duration p95) {}

    /** @param expected of a workflow before anything is measured */
    public SceneDurations(Function<String, Expectation> expected) {
        this(expected, Map.of());
    }

    SceneDurations(Function<String, Expectation> expected, Map<String, WorkflowTimes> known) {
        this.expected = expected;
        this.workflows = new TreeMap<>(known);
    }

    /** Takes over a scene that was executed; beyond 200 workflows, those that are not known are not learned. */
    public synchronized void learn(String workflow, String instanceId, Duration execution) {
        if (workflows.containsKey(workflow) || workflows.size() < MOST_WORKFLOWS) {
            workflows
                    .computeIfAbsent(workflow, name -> new WorkflowTimes())
                    .learn(instanceId, Math.max(SHORTEST, Seconds.of(execution)));
        }
    }

    /** How long a scene of the workflow takes on the server. */
    public synchronized Estimate estimate(String workflow, String instanceId) {
        WorkflowTimes times = workflows.get(workflow);
        return times == null ? unmeasured(workflow) : times.estimate(workflow, instanceId);
    }

    /** What an estimate rests on for a scene whose server is not known yet. */
    public synchronized Basis basis(String workflow) {
        WorkflowTimes times = workflows.get(workflow);
        return times == null ? unmeasured(workflow).basis() : Basis.workflow(workflow, times.count());
    }

    private Estimate unmeasured(String workflow) {
        Expectation expectation = expected.apply(workflow);
        int scenes = workflows.values().stream().mapToInt(WorkflowTimes::count).sum();
        if (scenes == 0) {
            return new Estimate(
                    expectation.logSeconds(),
                    EXPECTED_LEVEL_SD,
                    EXPECTED_SD,
                    NORMAL,
                    Basis.expected(workflow, expectation));
        }
        double againstExpected = workflows.entrySet().stream()
                .mapToDouble(each -> each.getValue().level().mean()
                        - expected.apply(each.getKey()).logSeconds())
                .average()
                .orElseThrow();
        return new Estimate(
                expectation.logSeconds() + againstExpected,
                EXPECTED_LEVEL_SD,
                EXPECTED_SD,
                NORMAL,
                Basis.others(workflow, scenes));
    }

    /** What is expected of the workflow. */
    public Expectation expectation(String workflow) {
        return expected.apply(workflow);
    }

    /** What was measured of each workflow, by its name. */
    public synchronized Map<String, Measured> measured() {
        Map<String, Measured> measured = new TreeMap<>();
        workflows.forEach((name, times) -> measured.put(name, measured(times.recent())));
        return measured;
    }

    private static Measured measured(List<Double> seconds) {
        double average = seconds.stream().mapToDouble(each -> each).average().orElse(0);
        List<Double> sorted = seconds.stream().sorted().toList();
        double p95 = sorted.get(NearestRank.index(sorted.size(), 95));
        return new Measured(sorted.size(), Seconds.toDuration(average), Seconds.toDuration(p95));
    }

    /** What is worth keeping. */
    synchronized JsonNode learned() {
        return Json.mapper().valueToTree(workflows);
    }
}
