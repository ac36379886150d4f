package io.showrunner.story;

import java.time.Instant;

/**
 * The server's memory some seconds after a prompt, when nothing has run since (D6): {@code attempts/<dispatch>/recovery.json}.
 *
 * @param before bytes that were free before the prompt
 * @param free bytes that are free again
 * @param note for information: a server keeps its models on purpose; null when the memory is back
 */
public record RecoveryReport(Instant when, long before, long free, String note) {

    /** The file of an attempt. */
    public static final String FILE = "recovery.json";
}
