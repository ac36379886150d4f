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
 */
public record LlmReply(
        String storyId,
        String provider,
        String model,
        ReplyOutcome outcome,
        Duration took,
        Integer promptTokens,
        Integer completionTokens) {

    static LlmReply of(
            String storyId, ProviderSettings provider, ChatReply reply, ReplyOutcome outcome, Duration took) {
        Integer prompt = null;
        Integer completion = null;
        if (reply instanceof ChatReply.Content content) {
            prompt = content.promptTokens();
            completion = content.completionTokens();
        } else if (reply instanceof ChatReply.Unusable unusable) {
            prompt = unusable.promptTokens();
            completion = unusable.completionTokens();
        }
        return new LlmReply(storyId, provider.id(), provider.model(), outcome, took, prompt, completion);
    }
}
