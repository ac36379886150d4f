package io.showrunner.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneLabel;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Under what the frames of a scene are kept: the SHA-256 of everything that decides them, and of nothing else. The hash of
 * the workflow has the template, the models, the seed, the size, all prompts and the name of the keyframe, which is made of
 * its content, and no file name prefix; the rest is which node's files are the frames, how many are wanted, and what their
 * label says. Whose scene it is, on which server and when, does not count.
 */
final class SceneKey {
    private static final Set<String> LOADERS = Set.of("image", "video", "audio", "latent");

    private SceneKey() {}

    /**
     * Empty when the workflow reads a file that lies on the server: nobody knows what is in it next time.
     *
     * @param workflow as it is posted
     */
    static Optional<String> of(
            String workflowHash, String framesNode, int frames, SceneSpec scene, ObjectNode workflow) {
        if (readsServerFile(workflow)) {
            return Optional.empty();
        }
        ObjectNode deciding = Json.mapper()
                .createObjectNode()
                .put("workflow", workflowHash)
                .put("framesNode", framesNode)
                .put("frames", frames)
                .set("label", SceneLabel.of(scene, frames));
        return Optional.of(Sha256.hex(Json.write(deciding).getBytes(StandardCharsets.UTF_8)));
    }

    /** The same of a prompt that was prepared. */
    static Optional<String> of(RenderJob job, SceneSpec scene, ObjectNode workflow) {
        return of(job.workflowHash(), job.framesNode(), job.expectedFrames(), scene, workflow);
    }

    private static boolean readsServerFile(ObjectNode workflow) {
        return workflow.properties().stream()
                .flatMap(node -> node.getValue().path("inputs").properties().stream())
                .filter(input -> LOADERS.contains(input.getKey()))
                .anyMatch(input -> input.getValue().isTextual() && !Keyframe.isOurs(input.getValue()));
    }
}
