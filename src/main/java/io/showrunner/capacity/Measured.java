package io.showrunner.capacity;

import java.util.List;
import java.util.Optional;

/**
 * What was measured of this installation lately.
 *
 * @param sceneSeconds execution of each scene
 * @param answerSeconds each answer of the language model
 * @param frames how many frames the average is of
 * @param frameSize MB of one frame on average; 0 when there are none
 */
public record Measured(List<Double> sceneSeconds, List<Double> answerSeconds, int frames, double frameSize) {
    /** Fewer scenes say too little to plan by. */
    private static final int ENOUGH = 20;

    /** Keeps copies. */
    public Measured {
        sceneSeconds = List.copyOf(sceneSeconds);
        answerSeconds = List.copyOf(answerSeconds);
    }

    /** Nothing. */
    static Measured nothing() {
        return new Measured(List.of(), List.of(), 0, 0);
    }

    /** How long scenes take; empty while none was measured. */
    Optional<SceneTimes> times() {
        return SceneTimes.measured(sceneSeconds);
    }

    /** The same; empty while too few were measured to plan by. */
    Optional<SceneTimes> dependableTimes() {
        return sceneSeconds.size() < ENOUGH ? Optional.empty() : times();
    }

    boolean hasAnswers() {
        return answerSeconds.size() >= ENOUGH;
    }

    double answer() {
        return answerSeconds.stream().mapToDouble(each -> each).average().orElseThrow();
    }
}
