package io.showrunner.render;

import io.showrunner.story.RenderReport.Poll;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What polling saw, transitions only: the same answer again raises a count. Knows how long no answer came. */
final class PollLog {
    private static final int MOST_TRANSITIONS = 200;

    private final List<Poll> polls = new ArrayList<>();
    private final LongSupplier nanos;
    private final Clock clock;
    private long lastAnswer;
    private boolean unanswered;

    PollLog(LongSupplier nanos, Clock clock) {
        this.nanos = nanos;
        this.clock = clock;
        this.lastAnswer = nanos.getAsLong();
    }

    void answered() {
        lastAnswer = nanos.getAsLong();
        unanswered = false;
    }

    void unanswered(String why) {
        unanswered = true;
        add("error", why);
    }

    /** Zero when an answer came last time. */
    Duration silentFor() {
        return unanswered ? Duration.ofNanos(nanos.getAsLong() - lastAnswer) : Duration.ZERO;
    }

    void add(String status, String message) {
        Poll last = polls.isEmpty() ? null : polls.get(polls.size() - 1);
        if (last != null && last.status().equals(status) && last.message().equals(message)) {
            polls.set(polls.size() - 1, new Poll(status, last.since(), last.count() + 1, message));
            return;
        }
        if (polls.size() == MOST_TRANSITIONS) {
            polls.remove(MOST_TRANSITIONS / 2);
        }
        polls.add(new Poll(status, clock.instant(), 1, message));
    }

    List<Poll> polls() {
        return List.copyOf(polls);
    }
}
