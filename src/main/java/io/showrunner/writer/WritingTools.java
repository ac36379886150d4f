package io.showrunner.writer;

import io.showrunner.config.Settings.LlmSettings;
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
        RepairCounts repairs) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** How long to leave an endpoint alone that failed: what it asked for, within bounds (L3). */
    Duration pause(Duration askedFor) {
        Duration wait = askedFor.compareTo(settings.retryDelay()) > 0 ? askedFor : settings.retryDelay();
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }
}
