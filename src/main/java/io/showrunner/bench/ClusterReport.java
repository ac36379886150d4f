package io.showrunner.bench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a run with several nodes has shown.
 *
 * @param scenesPerSecond published scenes over the time from the first brief sent to the last frame published
 * @param nodesCpuMsPerScene processor time of all nodes; that of the broker and of the simulated servers follows
 * @param largestNodeMb memory of the largest node in RAM at the end; null where the system does not say
 */
public record ClusterReport(
        int nodes,
        int gpus,
        long sceneMs,
        int scenesExpected,
        int scenesPublished,
        @JsonUnwrapped Figures figures,
        double scenesPerSecond,
        double nodesCpuMsPerScene,
        double brokerCpuMsPerScene,
        double serversCpuMsPerScene,
        Long largestNodeMb,
        String java,
        int processors)
        implements RunReport {
    @Override
    public Percentiles notifyMs() {
        return figures.notifyMs();
    }

    @Override
    public Percentiles publishMs() {
        return figures.publishMs();
    }

    /** What people read: each figure with its name. */
    public Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("nodes", Integer.toString(nodes));
        table.put("servers", gpus + " simulated, " + sceneMs + " ms per scene");
        putScenes(table);
        table.put("GPU busy ratio", number("%.4f", figures.gpuBusyRatio()));
        table.put("makespan / ideal", number("%.4f", figures.makespanOverIdeal()));
        table.put("gap between scenes of a GPU", figures.gapMs().words());
        putEnds(table);
        table.put("scenes per second", number("%.1f", scenesPerSecond));
        table.put("CPU per scene, all nodes", number("%.1f ms", nodesCpuMsPerScene));
        table.put("CPU per scene, broker", number("%.1f ms", brokerCpuMsPerScene));
        table.put("CPU per scene, servers", number("%.1f ms", serversCpuMsPerScene));
        table.put("largest node in RAM", number("%d MB", largestNodeMb));
        putMachine(table);
        return table;
    }

    private static String number(String format, Object value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
