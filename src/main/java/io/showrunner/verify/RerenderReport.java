package io.showrunner.verify;

import java.time.Instant;
import java.util.List;

/**
 * What came of rendering a published scene again: {@code rerender.json} beside the new frames.
 *
 * @param promptId of the new prompt
 * @param instanceId who rendered it this time
 * @param publishedBy who rendered the published frames
 * @param nodes of the workflow
 * @param cachedNodes nodes that the server did not execute because it had their results
 * @param executionSeconds by the server's clock
 * @param rootHash of the new frames
 * @param publishedRootHash of the published ones
 * @param differences published frames that came out otherwise, or not at all
 * @param folder of the new frames, relative to the story's folder
 * @param notes what was done otherwise than the manifest says
 */
public record RerenderReport(
        String storyId,
        String sceneId,
        String promptId,
        Instant renderedAt,
        String instanceId,
        String publishedBy,
        int nodes,
        int cachedNodes,
        double executionSeconds,
        String rootHash,
        String publishedRootHash,
        List<String> differences,
        String folder,
        List<String> notes) {

    /** Takes copies. */
    public RerenderReport {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /** True when every picture came out as it was published, to the last bit. */
    public boolean isSame() {
        return rootHash.equals(publishedRootHash);
    }
}
