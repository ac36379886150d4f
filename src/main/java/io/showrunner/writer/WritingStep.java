package io.showrunner.writer;

import java.time.Duration;

/**
 * What comes next for a story.
 *
 * @param pause how long to leave the endpoint alone before; zero unless the decision is WAIT_AND_ASK
 */
record WritingStep(WritingDecision decision, Duration pause) {
    static WritingStep of(WritingDecision decision) {
        return new WritingStep(decision, Duration.ZERO);
    }
}
