package io.showrunner.render;

import io.showrunner.story.RenderReport.Poll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What polling saw, transitions only: the same answer again raises a count. */
final class PollLog {
    private static final int MOST_TRANSITIONS = 200;

    private final List<Poll> polls = new ArrayList<>();

    void add(String status, String message, Instant now) {
        Poll last = polls.isEmpty() ? null : polls.get(polls.size() - 1);
        boolean same =
                last != null && last.status().equals(status) && last.message().equals(message);
        if (same) {
            polls.set(polls.size() - 1, new Poll(status, last.since(), last.count() + 1, message));
            return;
        }
        if (polls.size() == MOST_TRANSITIONS) {
            polls.remove(MOST_TRANSITIONS / 2);
        }
        polls.add(new Poll(status, now, 1, message));
    }

    List<Poll> polls() {
        return List.copyOf(polls);
    }
}
