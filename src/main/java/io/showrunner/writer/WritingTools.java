package io.showrunner.writer;

import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatRequest;
import java.time.Clock;
import java.time.Duration;

/** What all sessions share. */
record WritingTools(
        Questions questions,
        PromptKey promptKey,
        ReplyJudge judge,
        FinishedStory finished,
        Pace pace,
        LlmSettings settings,
        Clock clock,
        LlmCapabilities capabilities,
        StoryReviewer reviewer,
        ReviewCounts reviews,
        RepairCounts repairs,
        WritingProgress progress) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** The request without what the endpoint has refused; its reply is to come while it is written, where that may be. */
    ChatRequest permitted(ChatRequest request, ProviderSettings provider) {
        ChatRequest formatted =
                capabilities.mayUse(provider, Capability.STRUCTURED_OUTPUT) ? request : request.withoutResponseFormat();
        boolean streams = settings.stream() && capabilities.mayUse(provider, Capability.STREAMING);
        return streams ? formatted.streamed() : formatted;
    }

    /** How long to leave an endpoint alone that failed: what it asked for, within bounds (L3). */
    Duration pause(Duration askedFor) {
        Duration wait = askedFor.compareTo(settings.retryDelay()) > 0 ? askedFor : settings.retryDelay();
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }
}
