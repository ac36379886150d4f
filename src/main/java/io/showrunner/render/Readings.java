package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.comfyui.SystemStats;
import io.showrunner.story.GpuReading;
import java.util.ArrayList;
import java.util.List;

/** The server's memory before and after a prompt, and what could not be read. */
final class Readings {
    private GpuReading gpuBefore = GpuReading.missing();
    private GpuReading gpuAfter = GpuReading.missing();
    private JsonNode systemBefore;
    private JsonNode systemAfter;
    private final List<String> notes = new ArrayList<>();

    void before(SystemStats stats) {
        gpuBefore = reading(stats, "before");
        systemBefore = stats.system();
    }

    void after(SystemStats stats) {
        gpuAfter = reading(stats, "after");
        systemAfter = stats.system();
    }

    void unavailable(String when, String why) {
        notes.add("STATS_UNAVAILABLE: system_stats " + when + " the scene could not be read (" + why + ")");
    }

    GpuReading gpuBefore() {
        return gpuBefore;
    }

    GpuReading gpuAfter() {
        return gpuAfter;
    }

    JsonNode systemBefore() {
        return systemBefore;
    }

    JsonNode systemAfter() {
        return systemAfter;
    }

    List<String> notes() {
        return List.copyOf(notes);
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
