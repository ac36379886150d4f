package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code GET /features} and the websocket's feature_flags say. */
final class Features {
    /** Largest request body in bytes. */
    static final int BODY_LIMIT = 104_857_600;

    private Features() {}

    static ObjectNode reply() {
        return Wire.object().put("supports_preview_metadata", true).put("max_upload_size", BODY_LIMIT);
    }
}
