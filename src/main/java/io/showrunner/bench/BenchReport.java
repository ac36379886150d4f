package io.showrunner.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a run has shown; see {@link Figures} for the first part.
 *
 * @param scenesPerSecond published scenes over the time from the first brief sent to the last frame published
 * @param cpuMsPerScene processor time of this process, the servers not included
 * @param allocatedKbPerScene memory that this process asked its heap for
 * @param threads the most at one time
 * @param rssMb memory of this process in RAM at the end; null where the system does not say
 */
public record BenchReport(
        int gpus,
        long sceneMs,
        boolean simulation,
        int scenesExpected,
        int scenesPublished,
        Double gpuBusyRatio,
        Double makespanOverIdeal,
        Percentiles gapMs,
        Percentiles notifyMs,
        Percentiles publishMs,
        double scenesPerSecond,
        double cpuMsPerScene,
        double allocatedKbPerScene,
        int threads,
        Long rssMb,
        String java,
        int processors)
        implements RunReport {

    /** What people read: each figure with its name. */
    public Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put(
                "servers",
                gpus + (simulation ? " simulated, " + Duration.ofMillis(sceneMs).toMillis() + " ms per scene" : ""));
        putScenes(table);
        table.put("GPU busy ratio", number("%.4f", gpuBusyRatio));
        table.put("makespan / ideal", number("%.4f", makespanOverIdeal));
        table.put("gap between scenes of a GPU", gapMs.words());
        putEnds(table);
        table.put("scenes per second", number("%.1f", scenesPerSecond));
        table.put("CPU per scene", number("%.1f ms", cpuMsPerScene));
        table.put("allocated per scene", number("%.0f KB", allocatedKbPerScene));
        table.put("threads", Integer.toString(threads));
        table.put("memory in RAM", number("%d MB", rssMb));
        putMachine(table);
        return table;
    }

    private static String number(String format, Object value) {
        return value == null ? "-" : String.format(Locale.ROOT, format, value);
    }
}
