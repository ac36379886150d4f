package io.showrunner.film;

import java.util.List;

/**
 * What the template of a story's page is given. Paths are relative to the story's folder; null is what is not there.
 *
 * @param state how the story came out, in words
 * @param source who wrote it, in words
 * @param simulation true when simulators stood in for the servers
 * @param notes what whoever looks at the story has to know: each one sentence
 */
record PageView(
        String title,
        String logline,
        String vision,
        String state,
        String source,
        boolean simulation,
        List<String> notes,
        String film,
        String poster,
        String sheet,
        List<SceneView> scenes) {

    /** A condition for the template, which knows no numbers. */
    public boolean isHasNotes() {
        return !notes.isEmpty();
    }

    /**
     * One scene.
     *
     * @param message why it has no frames, or what they lack
     * @param clip an MP4
     * @param movingPicture an animated WebP in its place
     * @param picture the still, where neither is there
     * @param still a frame from the middle
     * @param strip a few frames, first to last
     */
    record SceneView(
            String id,
            int number,
            String title,
            String summary,
            String prompt,
            String message,
            String clip,
            String movingPicture,
            String picture,
            String still,
            List<Frame> strip,
            List<Fact> facts) {

        /** A condition for the template, which knows no numbers. */
        public boolean isHasStrip() {
            return !strip.isEmpty();
        }
    }

    /** A frame and its number in the scene. */
    record Frame(int number, String file) {}

    /** A label and what stands beside it. */
    record Fact(String name, String value) {}
}
