package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import java.time.Duration;

/**
 * A request that was sent to a language model and has come to its end.
 *
 * @param took from the request to the end of its reply
 * @param promptTokens as the provider counts them; null when it did not say
 * @param completionTokens as above
 * @param finishReason {@code length} means cut off; null when the provider did not say
 */
public record LlmReply(
        String storyId,
        String provider,
        String model,
        ReplyOutcome outcome,
        Duration took,
        Integer promptTokens,
        Integer completionTokens,
        String finishReason) {

    static LlmReply of(
            String storyId, ProviderSettings provider, ChatReply reply, ReplyOutcome outcome, Duration took) {
        Integer prompt = null;
        Integer completion = null;
        String finishReason = null;
        if (reply instanceof ChatReply.Content content) {
            prompt = content.promptTokens();
            completion = content.completionTokens();
            finishReason = content.finishReason();
        } else if (reply instanceof ChatReply.Unusable unusable) {
            prompt = unusable.promptTokens();
            completion = unusable.completionTokens();
            finishReason = unusable.finishReason();
        }
        return new LlmReply(storyId, provider.id(), provider.model(), outcome, took, prompt, completion, finishReason);
    }
}
