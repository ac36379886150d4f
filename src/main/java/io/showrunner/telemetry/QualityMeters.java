package io.showrunner.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was less than good about the stories that were assembled, by their own quality figures; since the start. Every flaw
 * has its row from the start, and a figure that was not measured counts for nothing. Thread-safe.
 */
final class QualityMeters {
    /** CLIP reads 75 tokens at a time. */
    private static final double[] TOKENS = {25, 50, 75, 100, 150, 225, 300};

    private static final Map<String, String> FIGURES = Map.of(
            "blank_frames", "ScenesWithBlankFrames",
            "long_prompt", "PromptsBeyondOneChunk",
            "duplicate_prompt", "DuplicatePrompts",
            "duplicate_seed", "DuplicateSeeds",
            "failed_verification", "AttemptsFailedVerification",
            "cut_off_answer", "LlmTruncations");
    private static final String BELOW_FLOOR = "below_frame_floor";

    private final Map<String, LongAdder> flaws = new TreeMap<>();
    private final DistributionSummary promptTokens;

    QualityMeters(MeterRegistry meters) {
        FIGURES.keySet().forEach(flaw -> register(flaw, meters));
        register(BELOW_FLOOR, meters);
        promptTokens = DistributionSummary.builder("showrunner.prompt.tokens")
                .description("Estimated length of the prompts of scenes, in tokens of CLIP")
                .serviceLevelObjectives(TOKENS)
                .register(meters);
    }

    /** @param metadata {@code artifact-metadata.json} */
    void assembled(JsonNode metadata) {
        JsonNode quality = metadata.path("Quality");
        FIGURES.forEach(
                (flaw, figure) -> flaws.get(flaw).add(quality.path(figure).asLong()));
        if (quality.path("ScenesMeetingFrameFloor").isNumber()) {
            int scenes = metadata.path("Scenes").size();
            flaws.get(BELOW_FLOOR)
                    .add(Math.max(
                            0, scenes - quality.path("ScenesMeetingFrameFloor").asLong()));
        }
        quality.path("PromptTokens").forEach(tokens -> promptTokens.record(tokens.asDouble()));
    }

    private void register(String flaw, MeterRegistry meters) {
        LongAdder count = flaws.computeIfAbsent(flaw, each -> new LongAdder());
        FunctionCounter.builder("showrunner.story.flaws", count, LongAdder::sum)
                .description(
                        "Scenes, attempts or answers of assembled stories that were less than good, by what was wrong")
                .tag("flaw", flaw)
                .register(meters);
    }
}
