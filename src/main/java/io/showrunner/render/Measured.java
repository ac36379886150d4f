package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.GpuReading;
import java.util.List;

/**
 * What was measured around an attempt.
 *
 * @param systemBefore the {@code system} part of system_stats; null when unavailable
 * @param systemAfter the same after the attempt
 * @param notes stable code, colon, free text
 */
public record Measured(
        GpuReading gpuBefore, GpuReading gpuAfter, JsonNode systemBefore, JsonNode systemAfter, List<String> notes) {

    /** Nothing could be measured. */
    public static Measured nothing() {
        return new Measured(GpuReading.missing(), GpuReading.missing(), null, null, List.of());
    }
}
