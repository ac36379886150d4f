package io.showrunner.assemble;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * How good the story came out, as far as it was measured.
 *
 * @param doneMarkerReliability share of published scenes that needed no forced copy, 0 to 1
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
        Integer longestPromptTokens,
        int duplicatePrompts,
        int duplicateSeeds,
        int scenesWithBlankFrames,
        int attemptsFailedVerification,
        Double sceneLatencyP50Seconds,
        Double sceneLatencyP95Seconds,
        Integer llmTruncations,
        List<String> notes) {}
