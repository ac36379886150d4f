package io.showrunner.fleet;

import java.time.Instant;

/** Whether one ComfyUI server answers: three misses in a row, two answers to come back (M8). Guarded by the fleet's lock. */
final class Reachability {
    private static final int MISSES_UNTIL_DOWN = 3;
    private static final int ANSWERS_UNTIL_UP = 2;

    private InstanceState state = InstanceState.UNKNOWN;
    private String message = "has not answered yet";
    private Instant lastAnswer;
    private int misses;
    private int answers;
    private boolean doubted;

    /** UNKNOWN, UP or DOWN. */
    InstanceState state() {
        return state;
    }

    /** Why it is not UP; null when it is. */
    String message() {
        return message;
    }

    /** When it last answered; null when never. */
    Instant lastAnswer() {
        return lastAnswer;
    }

    boolean inDoubt() {
        return state == InstanceState.DOWN ? answers > 0 : doubted || state == InstanceState.UNKNOWN || misses > 0;
    }

    void doubt() {
        doubted = true;
    }

    void answered(Instant when) {
        doubted = false;
        lastAnswer = when;
        misses = 0;
        answers++;
        if (state == InstanceState.UNKNOWN || (state == InstanceState.DOWN && answers >= ANSWERS_UNTIL_UP)) {
            state = InstanceState.UP;
            message = null;
        }
    }

    void missed(String why) {
        answers = 0;
        misses++;
        if (misses >= MISSES_UNTIL_DOWN) {
            doubted = false;
            state = InstanceState.DOWN;
            message = why;
        }
    }
}
