package io.showrunner.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long frames take after the end of their prompt.
 *
 * @param shared true when they were read from the server's output folder, false when they came over HTTP
 * @param frames of each scene
 * @param frameMs from one frame to the next as the server wrote them; 0 when it wrote all in one burst
 * @param notifyMs from the end of a prompt on its server to the moment in which the pipeline knew
 * @param publishMs from the end of a prompt on its server to its published frames
 */
public record FramesReport(
        boolean shared,
        int frames,
        long frameMs,
        int scenesExpected,
        int scenesPublished,
        Percentiles notifyMs,
        Percentiles publishMs,
        String java,
        int processors)
        implements RunReport {

    /** What people read: each figure with its name. */
    public Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put(
                "frames of a scene",
                frames + ", 1024x576" + (frameMs == 0 ? ", in one burst" : ", one in " + frameMs + " ms"));
        table.put("they come", shared ? "out of the server's output folder" : "over HTTP");
        putScenes(table);
        putEnds(table);
        putMachine(table);
        return table;
    }
}
