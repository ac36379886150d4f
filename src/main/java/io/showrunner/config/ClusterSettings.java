package io.showrunner.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code showrunner.cluster.*}: several Showrunners that share one broker, one inbox and one stories folder.
 *
 * @param node the name of this one; empty when it is alone
 * @param owners which node drives a ComfyUI server, by the server's id; one that is missing is driven by any of them
 */
public record ClusterSettings(Optional<String> node, Map<String, String> owners) {
    /** Takes a copy of the map. */
    public ClusterSettings {
        owners = Map.copyOf(owners);
    }

    /** True when no other Showrunner works on the same stories. */
    public boolean isAlone() {
        return node.isEmpty();
    }

    /** Where is kept what people decide while the application runs: with the stories when all nodes are to follow it. */
    public Path decisions(Path data, Path stories) {
        return isAlone() ? data : shared(stories);
    }

    /** The folder of what the nodes share beside the stories. */
    public static Path shared(Path stories) {
        return stories.resolve(".cluster");
    }
}
