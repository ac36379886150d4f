package io.showrunner.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The memory of one graphics card that several simulated servers share, in MB. Thread-safe. */
public final class SimulatedCard {
    private final int totalMb;
    private final Map<String, Integer> held = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();

    public SimulatedCard(int totalMb) {
        this.totalMb = totalMb;
    }

    /** From now on the program holds so much; false, and nothing changes, when the others leave less. */
    public synchronized boolean hold(String program, int megabytes) {
        int left = totalMb - heldByOthers(program);
        if (megabytes > left) {
            refusals.add(program + " wanted " + megabytes + " MB of " + left + ", while others hold " + held);
            return false;
        }
        held.put(program, megabytes);
        return true;
    }

    /** What all other programs hold. */
    public synchronized int heldByOthers(String program) {
        return held.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(program))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** What the program holds. */
    public synchronized int heldBy(String program) {
        return held.getOrDefault(program, 0);
    }

    /** Every time that somebody found too little memory, in words. */
    public synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }
}
