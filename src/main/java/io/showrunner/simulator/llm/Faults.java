package io.showrunner.simulator.llm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The script of what goes wrong. For each generation request the first of these that applies is used: the fault for its
 * number, the next of the row, the first whose text stands in the prompt, the one for every request. Thread-safe.
 */
public final class Faults {
    private record Match(String text, Deque<Fault> faults) {
        /** The last one stays. */
        Fault next() {
            return faults.size() > 1 ? faults.remove() : faults.element();
        }
    }

    private final Map<Integer, Fault> numbered = new HashMap<>();
    private final Deque<Fault> row = new ArrayDeque<>();
    private final List<Match> matches = new ArrayList<>();
    private Fault always;
    private BooleanSupplier released = () -> true;
    private List<String> models;
    private Refusal listRefusal;

    Faults() {}

    /** For the generation request with this number, counted from 1 since the start. */
    public synchronized Faults on(int number, Fault fault) {
        numbered.put(number, fault);
        return this;
    }

    /** For the requests that come next, one each. */
    public synchronized Faults next(Fault... faults) {
        row.addAll(List.of(faults));
        return this;
    }

    /** For the requests whose messages contain the text, one each; the last one for all that follow. */
    public synchronized Faults when(String text, Fault... faults) {
        if (faults.length > 0) {
            matches.add(new Match(text, new ArrayDeque<>(List.of(faults))));
        }
        return this;
    }

    public synchronized Faults always(Fault fault) {
        always = fault;
        return this;
    }

    /** Generations whose turn has come begin no sooner than this is so; those that are refused do not wait for it. */
    public synchronized Faults holdUntil(BooleanSupplier isReleased) {
        released = isReleased;
        return this;
    }

    /** What the model lists say, and all that may then be asked for, in place of the configured models. */
    public synchronized Faults modelList(String... names) {
        models = List.of(names);
        return this;
    }

    /** Whatever is no generation is refused so. */
    public synchronized Faults modelList(Refusal refusal) {
        listRefusal = refusal;
        return this;
    }

    /** Nothing goes wrong from here on. */
    public synchronized void clear() {
        numbered.clear();
        row.clear();
        matches.clear();
        always = null;
        released = () -> true;
        models = null;
        listRefusal = null;
    }

    synchronized Fault take(int number, String prompt) {
        Fault fault = numbered.remove(number);
        if (fault == null) {
            fault = row.poll();
        }
        if (fault == null) {
            fault = matches.stream()
                    .filter(match -> prompt.contains(match.text()))
                    .map(Match::next)
                    .findFirst()
                    .orElse(always);
        }
        return fault == null ? Fault.none() : fault;
    }

    boolean isReleased() {
        BooleanSupplier now;
        synchronized (this) {
            now = released;
        }
        return now.getAsBoolean();
    }

    synchronized Optional<Reply> listRefusal() {
        return Optional.ofNullable(listRefusal).map(Refusal::reply);
    }

    synchronized List<String> models(List<String> configured) {
        return Optional.ofNullable(models).orElse(configured);
    }
}
