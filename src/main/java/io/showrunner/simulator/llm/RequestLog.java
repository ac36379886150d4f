package io.showrunner.simulator.llm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, oldest first, and how many clients went away. Thread-safe. */
final class RequestLog {
    private static final int KEPT = 1000;
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final Deque<GivenAnswer> answers = new ArrayDeque<>();
    private int generations;
    private int abandoned;

    synchronized int nextNumber() {
        return ++generations;
    }

    synchronized void add(ReceivedRequest request) {
        if (requests.size() == KEPT) {
            requests.remove();
        }
        requests.add(request);
    }

    synchronized void add(GivenAnswer answer) {
        if (answers.size() == KEPT) {
            answers.remove();
        }
        answers.add(answer);
    }

    synchronized void clientGone() {
        abandoned++;
    }

    synchronized List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized List<GivenAnswer> answers() {
        return List.copyOf(answers);
    }

    synchronized int generations() {
        return generations;
    }

    synchronized int abandoned() {
        return abandoned;
    }
}
