package io.showrunner.writer;

import io.showrunner.story.LlmReport;
import java.time.Duration;
import java.time.Instant;

/** When and how often a story was asked for and answered; the time between two turns is not counted. */
final class LlmTimes {
    private Instant startedAt;
    private Instant turnStartedAt;
    private Instant askedAt;
    private Instant completedAt;
    private Duration earlier = Duration.ZERO;
    private int requests;
    private int timeouts;
    private boolean isAwaited;
    private Duration together = Duration.ZERO;

    /** Goes on where an earlier turn ended. */
    void goOnFrom(LlmReport before) {
        startedAt = before.startedAt();
        completedAt = before.completedAt();
        earlier = Duration.ofMillis(before.durationMs() == null ? 0 : before.durationMs());
        requests = before.attempts();
        timeouts = before.timeouts() == null ? 0 : before.timeouts();
        together = Duration.ofMillis(before.answersMs() == null ? 0 : before.answersMs());
    }

    void asked(Instant now) {
        requests++;
        isAwaited = true;
        askedAt = now;
        if (startedAt == null) {
            startedAt = now;
        }
        if (turnStartedAt == null) {
            turnStartedAt = now;
        }
    }

    /** The request was not sent after all. */
    void notSent() {
        requests--;
        isAwaited = false;
    }

    /** The request has come to its end, whatever it brought; false when none was sent. */
    boolean answered(Instant now) {
        boolean wasSent = isAwaited;
        completedAt = now;
        isAwaited = false;
        if (wasSent) {
            together = together.plus(lastReply());
        }
        return wasSent;
    }

    void timedOut() {
        timeouts++;
    }

    int requests() {
        return requests;
    }

    /** How many of them were not answered in time. */
    int timeouts() {
        return timeouts;
    }

    /** How long all answers took, without the pauses between them. */
    Duration together() {
        return together;
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
