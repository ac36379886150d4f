package io.showrunner.story;

import java.time.Instant;

/**
 * Whether the provider that was asked last listed its model before that.
 *
 * @param url of the list of models
 * @param override the same when the settings name it; null when it was derived
 * @param status success, failed or skipped
 * @param models how many are listed; null when there is no list
 * @param error why it failed
 * @param timestamp of the answer, which may have been had for a story before; null when skipped
 * @param skipReason null unless skipped
 */
public record LlmHealthCheck(
        String url,
        String override,
        String status,
        Integer models,
        String error,
        Instant timestamp,
        String skipReason) {}
