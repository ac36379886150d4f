package io.showrunner.assemble;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * How good the story came out, as far as it was measured.
 *
 * @param doneMarkerReliability share of published scenes that needed no forced copy, 0 to 1
 * @param longestPromptTokens as {@link io.showrunner.story.ClipTokens} estimates them
 * @param promptTokens the same of every scene, by its id
 * @param promptsBeyondOneChunk scenes whose prompt is longer than what CLIP reads at a time
 * @param duplicatePrompts scenes whose prompt another scene has too
 * @param duplicateSeeds scenes whose seed another scene has too
 * @param scenesWithBlankFrames scenes with frames of one single colour
 * @param attemptsFailedVerification prompts whose frames were truncated, damaged or of the wrong size
 * @param sceneLatencyP50Seconds of published scenes
 * @param notes why a figure is null
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record Quality(
        int scenesMeetingFrameFloor,
        Double doneMarkerReliability,
        int longestPromptCharacters,
        int longestPromptTokens,
        Map<String, Integer> promptTokens,
        int promptsBeyondOneChunk,
        int duplicatePrompts,
        int duplicateSeeds,
        int scenesWithBlankFrames,
        int attemptsFailedVerification,
        Double sceneLatencyP50Seconds,
        Double sceneLatencyP95Seconds,
        Integer llmTruncations,
        List<String> notes) {}
