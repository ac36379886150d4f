package io.showrunner.simulator.llm;

import java.util.List;

/**
 * A whole story as the stand-in tells it.
 *
 * @param looks what its subject looks like in every scene
 */
record Tale(
        String title,
        String premise,
        String looks,
        String logline,
        String directorsVision,
        long seed,
        List<Scene> scenes) {
    Tale {
        scenes = List.copyOf(scenes);
    }

    /** One scene, with the fields that a request may ask for. */
    record Scene(String title, String summary, String prompt, String mood, String cameraMovement, String palette) {}
}
