package io.showrunner.writer;

import io.showrunner.story.LlmReport;

/** What the answers to a story's questions took, and how they ended; those that were of no use and the review too. */
final class LlmUsage {
    private Integer promptTokens;
    private Integer completionTokens;
    private String finishReason;
    private int truncations;

    /** Goes on where an earlier turn ended. */
    void goOnFrom(LlmReport before) {
        promptTokens = before.promptTokens();
        completionTokens = before.completionTokens();
        finishReason = before.finishReason();
        truncations = before.truncations() == null ? 0 : before.truncations();
    }

    void took(LlmReply reply) {
        promptTokens = sum(promptTokens, reply.promptTokens());
        completionTokens = sum(completionTokens, reply.completionTokens());
        if (reply.finishReason() != null) {
            finishReason = reply.finishReason();
            truncations += "length".equals(finishReason) ? 1 : 0;
        }
    }

    /** Null when no endpoint counted them. */
    Integer promptTokens() {
        return promptTokens;
    }

    /** Null when no endpoint counted them. */
    Integer completionTokens() {
        return completionTokens;
    }

    /** Of the last answer that said one; null when none did. */
    String finishReason() {
        return finishReason;
    }

    /** Answers that were cut off at the limit of tokens. */
    int truncations() {
        return truncations;
    }

    private static Integer sum(Integer before, Integer more) {
        return more == null ? before : Integer.valueOf(before == null ? more : before + more);
    }
}
