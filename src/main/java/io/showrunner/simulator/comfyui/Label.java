package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.picture.PictureRequest;

/** What the client says about the scene in {@code extra_pnginfo.showrunner}; every field may be "". */
record Label(String title, String prompt, String mood, String palette, String cameraMovement) {

    /** An object, or the same object as text; anything else is no label. */
    static Label of(JsonNode extraData) {
        JsonNode given = extraData.path("extra_pnginfo").path("showrunner");
        if (given.isTextual()) {
            try {
                given = Wire.parse(given.asText());
            } catch (JsonProcessingException e) {
                return new Label(given.asText(), "", "", "", "");
            }
        }
        return new Label(
                given.path("title").asText(""),
                given.path("prompt").asText(""),
                given.path("mood").asText(""),
                given.path("palette").asText(""),
                given.path("cameraMovement").asText(""));
    }

    PictureRequest picture(int width, int height, Imagery.Frame frame, String filePrefix) {
        String described = prompt.isEmpty() ? frame.text() : prompt;
        return new PictureRequest(
                width,
                height,
                frame.seed(),
                title.isEmpty() ? filePrefix : title,
                described.isEmpty() ? filePrefix : described,
                mood,
                palette,
                cameraMovement);
    }
}
