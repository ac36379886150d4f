package io.showrunner.writer;

import io.showrunner.llm.ChatReply;
import java.util.Locale;

/** How a request that was sent came to its end, for the figures of the providers. */
public enum ReplyOutcome {
    /** With words of the model, whatever they are worth. */
    ANSWERED,
    /** With a success that has no words. */
    UNUSABLE,
    /** With an error that a person, or another request, has to mend. */
    REFUSED,
    /** With an error that passes, or without an answer. */
    FAILED,
    /** Not in time. */
    TIMEOUT;

    static ReplyOutcome of(ChatReply reply) {
        if (reply instanceof ChatReply.Content) {
            return ANSWERED;
        }
        if (reply instanceof ChatReply.Unusable) {
            return UNUSABLE;
        }
        return reply instanceof ChatReply.Retry ? FAILED : REFUSED;
    }

    /** As figures name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
