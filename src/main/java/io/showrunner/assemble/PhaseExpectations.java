package io.showrunner.assemble;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a scene is expected to take, phase by phase (D1 to D5): {@code config/vram-expectations.json}. It is shown beside what
 * was measured.
 *
 * @param phases load, inference, video, save
 * @param total of the whole prompt
 */
public record PhaseExpectations(String description, Map<String, Expected> phases, Expected total) {
    private static final double TOLERANCE = 1.2;
    private static final ObjectReader STRICT =
            Json.mapper().readerFor(PhaseExpectations.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * One row.
     *
     * @param peak MB in use at most; null when nothing is expected of it
     */
    public record Expected(@JsonProperty("peakMB") Integer peak, double seconds) {
        static final Expected NOTHING = new Expected(null, 0);

        /** Whether more was taken than a fifth above what is expected; null when there is nothing to compare. */
        Boolean isExceededBy(Double measuredSeconds, Double measuredPeak) {
            boolean timeKnown = measuredSeconds != null && seconds > 0;
            boolean peakKnown = measuredPeak != null && peak != null;
            if (!timeKnown && !peakKnown) {
                return null;
            }
            return (timeKnown && measuredSeconds > TOLERANCE * seconds)
                    || (peakKnown && measuredPeak > TOLERANCE * peak);
        }
    }

    /** Expects nothing. */
    public static PhaseExpectations none() {
        return new PhaseExpectations("", Map.of(), Expected.NOTHING);
    }

    /**
     * Reads the file; without one nothing is expected.
     *
     * @throws IllegalStateException when it is wrong
     */
    static PhaseExpectations read(Path file) {
        if (!Files.exists(file)) {
            return none();
        }
        try {
            return STRICT.readValue(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + " cannot be used: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Refuses what is not a positive number. */
    public PhaseExpectations {
        phases = phases == null ? Map.of() : Map.copyOf(phases);
        total = total == null ? Expected.NOTHING : total;
        phases.forEach((name, row) -> check(name, row));
        check("total", total);
    }

    private static void check(String name, Expected row) {
        if (row.seconds() < 0 || (row.peak() != null && row.peak() < 0)) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }

    Expected of(String phase) {
        return phases.getOrDefault(phase, Expected.NOTHING);
    }
}
