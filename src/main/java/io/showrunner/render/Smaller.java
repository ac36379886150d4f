package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.RenderJob.Downgrade;
import java.util.Map;

/**
 * The decision to make a scene with less memory.
 *
 * @param reason one sentence
 */
record Smaller(SmallerProfile profile, String reason) {

    /** @param full the workflow as it was asked for */
    PatchedWorkflow patch(WorkflowTemplate template, Map<Binding, JsonNode> values, PatchedWorkflow full) {
        return WorkflowPatcher.patch(template.with(profile), profile.shrink(values, full), full.frames());
    }

    /** @param full the workflow as it was asked for */
    Downgrade downgrade(PatchedWorkflow full) {
        return new Downgrade(profile.name(), reason, full.width(), full.height(), full.frames());
    }
}
