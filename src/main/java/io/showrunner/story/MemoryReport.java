package io.showrunner.story;

import java.util.List;

/**
 * What a prompt took of the server's video memory while it executed: {@code attempts/<dispatch>/memory.json}.
 *
 * @param total bytes of the card; null when not known
 * @param leastFree bytes that were free at the worst moment seen; null without a sample
 * @param samples how often the memory was read
 * @param phases those that the workflow's mapping names, in their order
 * @param note why something is null; null when nothing is
 */
public record MemoryReport(Long total, Long leastFree, int samples, List<Phase> phases, String note) {

    /** The file of an attempt. */
    public static final String FILE = "memory.json";

    /**
     * One phase of a prompt.
     *
     * @param name load, inference, video or save
     * @param seconds that its nodes took; null when no node of it was seen to be executed
     * @param leastFree bytes; null when it was too short for a sample
     */
    public record Phase(String name, Double seconds, Long leastFree, int samples) {}

    /** Takes a copy of the list. */
    public MemoryReport {
        phases = List.copyOf(phases);
    }
}
