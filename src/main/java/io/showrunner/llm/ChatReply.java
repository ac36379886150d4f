package io.showrunner.llm;

import java.time.Clock;
import java.time.Duration;

/** What an answer of a chat endpoint means for whoever asked: LM Studio, Ollama and llama-server in one vocabulary. */
public sealed interface ChatReply {

    /**
     * Judges one HTTP answer.
     *
     * @param body the answer's text; null counts as empty
     * @param retryAfter the header of that name, seconds or an HTTP date; null when absent
     * @param clock tells how far an HTTP date lies ahead
     */
    static ChatReply of(int status, String body, String retryAfter, Clock clock) {
        return new ReplyReading(status, body == null ? "" : body, RetryAfter.parse(retryAfter, clock)).judge();
    }

    /**
     * Words of the model.
     *
     * @param text never blank
     * @param fromReasoning the words stood in the model's thinking, because the endpoint put the answer there
     * @param finishReason {@code length} means cut off; null when not said
     * @param promptTokens null when not said
     * @param completionTokens null when not said
     * @param thoughts null when the model did not think, or when its answer stood where others think
     */
    record Content(
            String text,
            boolean fromReasoning,
            String finishReason,
            Integer promptTokens,
            Integer completionTokens,
            Thoughts thoughts)
            implements ChatReply {
        /** True when the reply ended because no more tokens were allowed. */
        public boolean isCutOff() {
            return "length".equals(finishReason);
        }

        /** True when thinking took all tokens, so that the answer never began. */
        public boolean isOnlyThought() {
            return isCutOff()
                    && thoughts == Thoughts.INLINE
                    && JsonRepair.withoutThinking(text).isBlank();
        }
    }

    /**
     * A success without usable words, or words of the model that the server itself cannot read.
     *
     * @param finishReason {@code length} means that no more tokens were allowed; null when not said
     * @param promptTokens null when not said
     * @param completionTokens null when not said
     * @param thoughts null when the model did not think
     */
    record Unusable(
            String reason, String finishReason, Integer promptTokens, Integer completionTokens, Thoughts thoughts)
            implements ChatReply {
        /** True when thinking took all tokens. */
        public boolean isOnlyThought() {
            return "length".equals(finishReason) && thoughts != null;
        }
    }

    /**
     * The endpoint may answer the same request later.
     *
     * @param after how long it asked to be left alone; zero when it did not say
     */
    record Retry(String reason, Duration after) implements ChatReply {}

    /** The endpoint refused {@code response_format}; the same request without it may pass. */
    record DropResponseFormat(String reason) implements ChatReply {}

    /** The endpoint refused {@code stream} or its options; the same request for a whole reply may pass. */
    record DropStreaming(String reason) implements ChatReply {}

    /**
     * Asking again gives the same answer: a person has to change something.
     *
     * @param message what is wrong in the endpoint's own words, shortened, and what to do
     */
    record NoRetry(Kind kind, String message) implements ChatReply {}

    /** What a person has to change. */
    enum Kind {
        /** The model is not there or not loaded. */
        MODEL("load the model in the server, or set the provider's model to one that it lists under /v1/models"),
        CREDENTIALS(
                "the server wants another key: set the provider's showrunner.llm.providers[n].api-key or api-key-file"),
        CONTEXT("load the model with a longer context (LM Studio: Context Length, Ollama: OLLAMA_CONTEXT_LENGTH,"
                + " llama-server: -c), or shorten the brief"),
        ROLES("the model's chat template does not take a user message; choose an instruct model"),
        BASE_URL(
                "the provider's url must be that of the chat completions, e.g. http://127.0.0.1:1234/v1/chat/completions"),
        REQUEST("the server does not take this request; see its log");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** What the person who runs the server can do. */
        public String advice() {
            return advice;
        }
    }
}
