package io.showrunner.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an installation has and what is expected of it: {@code config/profiles/<name>.json}. Its schema says what each value
 * means. MB are MiB, GB are 10^9 bytes as disks are sold.
 */
public record CapacityProfile(
        String description, int gpus, int maxInstances, Gpu gpu, Scene scene, Llm llm, Host host) {

    /** Refuses a profile that allows fewer servers than it has cards. */
    public CapacityProfile {
        if (maxInstances < gpus) {
            throw new IllegalArgumentException(
                    "maxInstances " + maxInstances + " must not be less than the " + gpus + " gpus");
        }
    }

    /** One graphics card (C1 to C6). */
    public record Gpu(
            @JsonProperty("vramTotalMB") int vramTotal,
            @JsonProperty("reservedForOsMB") int reservedForOs,
            @JsonProperty("reserveMB") int reserve,
            @JsonProperty("vramPerSceneMB") Range vramPerScene,
            int concurrentScenes,
            int maxQueueDepth,
            Map<String, Preset> presets) {

        /** Keeps the order of the presets. */
        public Gpu {
            presets = Collections.unmodifiableMap(new LinkedHashMap<>(presets));
        }

        /** How each preset fits on a card beside what the system takes. */
        Map<String, String> fits() {
            Map<String, String> fits = new LinkedHashMap<>();
            presets.forEach((name, preset) -> fits.put(name, preset.fit(vramTotal - reservedForOs)));
            return fits;
        }

        /** Scenes that fit into its memory at the same time when so many MB are to stay free. */
        public int mostScenes(int free) {
            return Math.max(0, (int) ((vramTotal - reservedForOs - free) / vramPerScene.to()));
        }

        /** How that is reckoned. */
        public String arithmetic(int free) {
            return "(%d MB - %d MB for the system - %d MB that stay free) / %.0f MB of the largest scene = %d"
                    .formatted(vramTotal, reservedForOs, free, vramPerScene.to(), mostScenes(free));
        }

        /**
         * Refuses more scenes on one card at the same time than its memory holds.
         *
         * @throws IllegalArgumentException with the arithmetic
         */
        public void refuseMoreThanFit(int scenes, int free) {
            if (scenes > mostScenes(free)) {
                throw new IllegalArgumentException(
                        scenes + " scenes at the same time do not fit on one card: " + arithmetic(free) + ".");
            }
        }
    }

    /** What a preset of briefs takes of a card. */
    public record Preset(
            @JsonProperty("minimumMB") int minimum,
            @JsonProperty("recommendedMB") int recommended) {
        /** Refuses one that recommends less than it needs. */
        public Preset {
            if (recommended < minimum) {
                throw new IllegalArgumentException(
                        "recommendedMB " + recommended + " must not be less than minimumMB " + minimum);
            }
        }

        /** How it fits into so many MB: {@code recommended}, {@code minimum} or {@code blocked}. */
        String fit(int available) {
            if (available >= recommended) {
                return "recommended";
            }
            return available >= minimum ? "minimum" : "blocked";
        }
    }

    /** One scene (C7 to C9). */
    public record Scene(
            Range expectedSeconds,
            Range referenceSeconds,
            int maxPerHour,
            int batchSize,
            int frames,
            @JsonProperty("frameMB") double frameSize) {}

    /** The language model servers together (C10 to C13). */
    public record Llm(int servers, int maxConcurrent, Range answerSeconds, int maxTokens) {}

    /** The machine that the application runs on (N1 to N3). */
    public record Host(
            int cores,
            @JsonProperty("ramMB") int ram,
            @JsonProperty("diskGB") int disk) {}
}
