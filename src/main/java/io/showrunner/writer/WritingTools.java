package io.showrunner.writer;

import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * What all sessions share.
 *
 * @param plain ids of the endpoints that refused {@code response_format}; remembered until the next start, thread-safe
 */
record WritingTools(
        Questions questions,
        PromptKey promptKey,
        ReplyJudge judge,
        FinishedStory finished,
        Pace pace,
        LlmSettings settings,
        Clock clock,
        Set<String> plain,
        RepairCounts repairs) {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** How long to leave an endpoint alone that failed: what it asked for, within bounds (L3). */
    Duration pause(Duration askedFor) {
        Duration wait = askedFor.compareTo(settings.retryDelay()) > 0 ? askedFor : settings.retryDelay();
        return wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait;
    }

    /** True when the endpoint is asked without {@code response_format}. */
    boolean isPlain(ProviderSettings provider) {
        return plain.contains(key(provider));
    }

    /** From now on the endpoint is asked without; false when it was already. */
    boolean makePlain(ProviderSettings provider) {
        return plain.add(key(provider));
    }

    private static String key(ProviderSettings provider) {
        return provider.url() + " " + provider.model();
    }
}
