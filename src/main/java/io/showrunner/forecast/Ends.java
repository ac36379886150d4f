package io.showrunner.forecast;

import io.showrunner.story.SceneId;
import java.util.HashMap;
import java.util.Map;

/** When everything was done in each run, in seconds from now. */
final class Ends {
    private final int runs;
    private final double[] all;
    private final Map<SceneId, double[]> scenes = new HashMap<>();
    private final Map<String, double[]> stories = new HashMap<>();

    Ends(int runs) {
        this.runs = runs;
        this.all = new double[runs];
    }

    /** @param scene null for one that is not written yet */
    void done(int run, String storyId, SceneId scene, double seconds) {
        if (scene != null) {
            scenes.computeIfAbsent(scene, key -> new double[runs])[run] = seconds;
        }
        double[] story = stories.computeIfAbsent(storyId, id -> new double[runs]);
        story[run] = Math.max(story[run], seconds);
        allDone(run, seconds);
    }

    void allDone(int run, double seconds) {
        all[run] = Math.max(all[run], seconds);
    }

    Quantiles backlog() {
        return Quantiles.of(all);
    }

    Map<SceneId, Quantiles> scenes() {
        return quantiles(scenes);
    }

    Map<String, Quantiles> stories() {
        return quantiles(stories);
    }

    private static <K> Map<K, Quantiles> quantiles(Map<K, double[]> ends) {
        Map<K, Quantiles> quantiles = new HashMap<>();
        ends.forEach((key, values) -> quantiles.put(key, Quantiles.of(values)));
        return quantiles;
    }
}
