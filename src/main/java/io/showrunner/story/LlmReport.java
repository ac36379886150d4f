package io.showrunner.story;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the language model was asked for a story: the {@code llm} object of {@code story.json}. Null where a value was
 * not known or the model was not asked.
 *
 * @param status skipped, success or error
 * @param seed the seed sent
 * @param requestFormat openai-chat or direct-json
 * @param error what went wrong, in the provider's own words, shortened
 * @param attempts requests sent, re-asks included
 * @param timeouts how many of them were not answered in time; null when an older version wrote the story
 * @param truncations how many answers were cut off at the limit of tokens; null as above
 * @param answersMs how long their answers took together, without the pauses between them; null as above
 * @param cacheHit whether the prompt cache had the words that the model wrote for the same brief before; null when it was not asked
 * @param fallbackKind none, ollama, cachedPrompt, template or paused
 * @param repairs how often each rung of the repair ladder was needed, by its name and in its order; empty when every reply
 *     could be used as it came, or when an older version wrote the story
 * @param healthCheck null when no provider was to be asked
 * @param review null when the model was not asked for one
 */
public record LlmReport(
        boolean enabled,
        String providerUrl,
        Long seed,
        String model,
        String requestFormat,
        Double temperature,
        String status,
        int scenesRequested,
        int scenesReceived,
        Instant startedAt,
        Instant completedAt,
        Long durationMs,
        String error,
        Integer promptTokens,
        Integer completionTokens,
        String finishReason,
        int attempts,
        Integer timeouts,
        Integer truncations,
        Long answersMs,
        Boolean cacheHit,
        String fallbackKind,
        StorySource storySource,
        Map<String, Integer> repairs,
        LlmHealthCheck healthCheck,
        ReviewReport review) {
    public LlmReport {
        repairs = repairs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(repairs));
    }
}
