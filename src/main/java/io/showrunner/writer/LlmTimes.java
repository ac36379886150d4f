package io.showrunner.writer;

import io.showrunner.story.LlmReport;
import java.time.Duration;
import java.time.Instant;

/** When a story was asked for and answered; the time between two turns is not counted. */
final class LlmTimes {
    private Instant startedAt;
    private Instant turnStartedAt;
    private Instant askedAt;
    private Instant completedAt;
    private Duration earlier = Duration.ZERO;

    /** Goes on where an earlier turn ended. */
    void goOnFrom(LlmReport before) {
        startedAt = before.startedAt();
        completedAt = before.completedAt();
        earlier = Duration.ofMillis(before.durationMs() == null ? 0 : before.durationMs());
    }

    void asked(Instant now) {
        askedAt = now;
        if (startedAt == null) {
            startedAt = now;
        }
        if (turnStartedAt == null) {
            turnStartedAt = now;
        }
    }

    void answered(Instant now) {
        completedAt = now;
    }

    /** How long the last reply took; zero when there was none. */
    Duration lastReply() {
        return askedAt == null || completedAt == null ? Duration.ZERO : Duration.between(askedAt, completedAt);
    }

    /** When it was asked for first; null when it was not. */
    Instant startedAt() {
        return startedAt;
    }

    /** When it was answered last; null when it was not. */
    Instant completedAt() {
        return completedAt;
    }

    /** From the first question to the last answer; null when there was none. */
    Long milliseconds() {
        if (startedAt == null || completedAt == null) {
            return null;
        }
        boolean isAnswered = turnStartedAt != null && !completedAt.isBefore(turnStartedAt);
        return earlier.plus(isAnswered ? Duration.between(turnStartedAt, completedAt) : Duration.ZERO)
                .toMillis();
    }
}
