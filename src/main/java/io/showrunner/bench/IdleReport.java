package io.showrunner.bench;

import io.showrunner.story.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the application takes while it has nothing to do.
 *
 * @param storiesWaiting accepted stories that are held, so that nothing is done for them
 * @param cpuPercent processor time of this process, of one processor
 * @param rssMb memory of this process in RAM at the end; null where the system does not say
 */
public record IdleReport(
        int gpus, int storiesWaiting, long seconds, double cpuPercent, int threads, Long rssMb, String java) {
    /** One JSON object. */
    public String json() {
        return Json.write(this);
    }

    /** What people read: each figure with its name. */
    public Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("servers connected", Integer.toString(gpus));
        table.put("stories waiting", Integer.toString(storiesWaiting));
        table.put("CPU over " + seconds + " s", String.format(Locale.ROOT, "%.2f %% of a processor", cpuPercent));
        table.put("threads", Integer.toString(threads));
        table.put("memory in RAM", rssMb == null ? "-" : rssMb + " MB");
        table.put("machine", "Java " + java);
        return table;
    }
}
