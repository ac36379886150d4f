package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.comfyui.SystemStats;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.story.GpuReading;
import java.util.ArrayList;
import java.util.List;

/** The server's memory before and after one prompt, and what could not be read. */
final class GpuReadings {
    private static final long MIB = 1 << 20;

    private final List<String> notes = new ArrayList<>();
    private GpuReading before;
    private GpuReading after = GpuReading.missing();
    private JsonNode systemBefore;
    private JsonNode systemAfter;
    private boolean interruptsById;
    private boolean isAfter;

    /** Takes a reply of system_stats: the first is the one before the prompt, the second the one after it (V1, V2). */
    void take(String reply) {
        try {
            take(SystemStats.read(reply));
        } catch (UnreadableReply e) {
            unavailable(e.getMessage());
        }
    }

    /** True when the server said that it interrupts only the prompt that is named. */
    boolean interruptsById() {
        return interruptsById;
    }

    /** True when there was a reading, or an attempt at one, before the prompt. */
    boolean isTakenBefore() {
        return before != null;
    }

    /** MB that were free before the prompt; null when not known. */
    Long freeBefore() {
        return before == null ? null : megabytes(before);
    }

    /** MB that are free after the prompt; null when not known. */
    Long freeAfter() {
        return megabytes(after);
    }

    GpuReading after() {
        return after;
    }

    /** The first reading was taken beside another prompt; this one was taken when that had ended. */
    void startFrom(GpuReading reading) {
        before = reading;
    }

    private static Long megabytes(GpuReading reading) {
        return reading.vramFree() == null ? null : reading.vramFree() / MIB;
    }

    private void take(SystemStats stats) {
        interruptsById = stats.interruptsById();
        isAfter = before != null;
        if (before == null) {
            before = reading(stats, "before");
            systemBefore = stats.system();
        } else {
            after = reading(stats, "after");
            systemAfter = stats.system();
        }
    }

    void unavailable(String why) {
        notes.add("STATS_UNAVAILABLE: system_stats " + (before == null ? "before" : "after")
                + " the scene could not be read (" + why + ")");
        isAfter = before != null;
        if (before == null) {
            before = GpuReading.missing();
        }
    }

    /** Takes what nvidia-smi said after the last reading: its figures stand for those that the server did not tell. */
    void complete(GpuReading card) {
        if (isAfter) {
            after = complete(after, card, "after");
        } else {
            before = complete(before, card, "before");
        }
    }

    private GpuReading complete(GpuReading told, GpuReading card, String when) {
        if (told.vramFree() != null) {
            return told.withUtilization(card.utilizationPercent());
        }
        notes.add("NVIDIA_SMI: the memory " + when + " the scene is what nvidia-smi says of the card");
        return card;
    }

    /** Keeps a note about something else than the memory. */
    void note(String note) {
        notes.add(note);
    }

    /** Keeps a note unless there is one with the same code, which is what stands before its colon. */
    void noteOnce(String note) {
        String code = note.substring(0, note.indexOf(':') + 1);
        if (notes.stream().noneMatch(kept -> kept.startsWith(code))) {
            notes.add(note);
        }
    }

    Measured measured() {
        return new Measured(
                before == null ? GpuReading.missing() : before, after, systemBefore, systemAfter, List.copyOf(notes));
    }

    private GpuReading reading(SystemStats stats, String when) {
        if (stats.devices().isEmpty()) {
            notes.add("VRAM_MISSING: system_stats " + when + " the scene names no device");
            return GpuReading.missing();
        }
        SystemStats.Device gpu = stats.devices().get(0);
        if (gpu.vramFree() == null) {
            notes.add("VRAM_MISSING: system_stats " + when + " the scene does not say how much memory is free");
        }
        return new GpuReading(
                gpu.name(), gpu.type(), gpu.index(), gpu.vramTotal(), gpu.vramFree(), null, "system_stats");
    }
}
