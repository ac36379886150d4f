package io.showrunner.capacity;

import java.time.Duration;

/**
 * What is to be planned for: a backlog of scenes, or stories that keep arriving.
 *
 * @param scenes of the backlog; null when stories arrive
 * @param within when the backlog is to be done; null when nobody says
 * @param storiesPerHour that arrive; null when there is a backlog
 * @param scenesPerStory in both cases
 * @param maxWait that a scene may wait on average when stories arrive
 * @param framesPerScene null for those of the profile
 * @param gpus that are there; null for what is needed, or else those of the profile
 * @param perGpu scenes that execute on one card at the same time; null for those of the profile
 * @param written true when the language model has nothing to do for the backlog
 */
public record Wish(
        Integer scenes,
        Duration within,
        Double storiesPerHour,
        int scenesPerStory,
        Duration maxWait,
        Integer framesPerScene,
        Integer gpus,
        Integer perGpu,
        boolean written) {
    /** Most scenes of a backlog. */
    public static final int MOST_SCENES = 1_000_000;
    /** Most cards of a plan. */
    public static final int MOST_GPUS = 512;

    private static final int MOST_PER_STORY = 12;
    private static final int MOST_FRAMES = 100;
    private static final double MOST_STORIES = 100_000;

    /** Refuses what cannot be, in one sentence. */
    public Wish {
        if ((scenes == null) == (storiesPerHour == null)) {
            throw new IllegalArgumentException("Say either how many scenes wait or how many stories arrive per hour.");
        }
        within(scenes, MOST_SCENES, "scenes");
        within(scenesPerStory, MOST_PER_STORY, "scenes per story");
        within(framesPerScene, MOST_FRAMES, "frames per scene");
        within(gpus, MOST_GPUS, "GPUs");
        within(perGpu, MOST_GPUS, "scenes per GPU");
        if (storiesPerHour != null && !(storiesPerHour > 0 && storiesPerHour <= MOST_STORIES)) {
            throw new IllegalArgumentException(
                    storiesPerHour + " stories per hour cannot be planned; more than 0 and at" + " most "
                            + (long) MOST_STORIES + " can.");
        }
        positive(within, "deadline");
        positive(maxWait, "wait");
    }

    private static void within(Integer number, int most, String what) {
        if (number != null && (number < 1 || number > most)) {
            throw new IllegalArgumentException(number + " " + what + " cannot be planned; 1 to " + most + " can.");
        }
    }

    private static void positive(Duration time, String what) {
        if (time != null && (time.isZero() || time.isNegative())) {
            throw new IllegalArgumentException("The " + what + " must be longer than nothing.");
        }
    }

    boolean isBacklog() {
        return scenes != null;
    }
}
