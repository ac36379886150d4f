package io.showrunner.forecast;

/**
 * What an estimate rests on.
 *
 * @param scenes how many measured scenes; 0 for an expectation
 * @param words one clause for people, such as {@code 12 measured scenes of smoke on gpu0}
 */
public record Basis(Level level, int scenes, String words) {
    /** From the weakest to the strongest. */
    public enum Level {
        /** Nothing was measured yet. */
        EXPECTED,
        /** Scenes of other workflows were measured, against what was expected of them. */
        OTHER_WORKFLOWS,
        /** Scenes of the workflow were measured, but too few on this server. */
        WORKFLOW,
        /** Scenes of the workflow were measured on this server. */
        INSTANCE
    }

    static Basis expected(String workflow, Expectation expectation) {
        return new Basis(Level.EXPECTED, 0, workflow + " expected, not measured: " + expectation.words() + " a scene");
    }

    static Basis others(String workflow, int scenes) {
        return new Basis(
                Level.OTHER_WORKFLOWS,
                scenes,
                workflow + " not measured; " + count(scenes) + " of other workflows against what is expected of them");
    }

    static Basis workflow(String workflow, int scenes) {
        return new Basis(Level.WORKFLOW, scenes, count(scenes) + " of " + workflow);
    }

    static Basis instance(String workflow, String instanceId, int scenes) {
        return new Basis(Level.INSTANCE, scenes, count(scenes) + " of " + workflow + " on " + instanceId);
    }

    private static String count(int scenes) {
        return scenes + (scenes == 1 ? " measured scene" : " measured scenes");
    }
}
