package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * A scene's next prompt as the brief asks for it. Nothing of it is on disk, and no server is chosen yet.
 *
 * @param before the scene's record as it must still be when the prompt is written
 * @param raised the record from then on
 * @param full the workflow, made as it was asked for
 */
record SceneDraft(
        SceneRecord before,
        SceneRecord raised,
        SceneSpec spec,
        WorkflowTemplate template,
        Identity id,
        Map<Binding, JsonNode> values,
        PatchedWorkflow full) {

    /** What is its own, whatever the scene. */
    record Identity(String promptId, String prefix, BigInteger seed) {}

    /** Under what its frames are kept; empty when they cannot be. */
    Optional<String> key() {
        return SceneKey.of(full.hash(), template.framesNode(), full.frames(), spec, full.workflow());
    }
}
