package io.showrunner.writer;

import io.showrunner.llm.ChatReply;
import io.showrunner.story.LlmReport;

/** What the answers to a story's questions took, and how they ended. */
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

    void took(ChatReply.Content reply) {
        took(reply.promptTokens(), reply.completionTokens(), reply.finishReason());
    }

    void took(ChatReply.Unusable reply) {
        took(reply.promptTokens(), reply.completionTokens(), reply.finishReason());
    }

    private void took(Integer prompt, Integer completion, String reason) {
        promptTokens = sum(promptTokens, prompt);
        completionTokens = sum(completionTokens, completion);
        finishReason = reason;
        truncations += "length".equals(reason) ? 1 : 0;
    }

    /** Null when no endpoint counted them. */
    Integer promptTokens() {
        return promptTokens;
    }

    /** Null when no endpoint counted them. */
    Integer completionTokens() {
        return completionTokens;
    }

    /** Of the last answer; null when there was none. */
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
