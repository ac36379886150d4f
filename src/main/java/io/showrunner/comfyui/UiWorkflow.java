package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells the format in which ComfyUI's editor saves a workflow from the API format, which alone can be posted. */
public final class UiWorkflow {
    /** What a person has to do who saved the wrong format. */
    public static final String ADVICE = "this is the format of ComfyUI's editor, which cannot be posted; open it in"
            + " ComfyUI and save it with Workflow > Export (API)";

    private UiWorkflow() {}

    /** True for the editor's format: lists of nodes and of links instead of an object of nodes. */
    public static boolean isUiFormat(JsonNode workflow) {
        return workflow.path("nodes").isArray() && (workflow.path("links").isArray() || workflow.has("last_node_id"));
    }
}
