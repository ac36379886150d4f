package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a finished chat completion, and of the chunks of one that is being written. */
record ChatBody(Dialect dialect, String model, int promptTokens, long createdSeconds, int number) {

    Reply of(Answer answer) {
        ObjectNode root = head("chat.completion");
        if (answer.choices()) {
            ObjectNode choice =
                    root.putArray("choices").addObject().put("index", 0).putNull("logprobs");
            choice.put("finish_reason", answer.finishReason());
            ObjectNode message =
                    choice.putObject("message").put("role", "assistant").put("content", answer.content());
            if (!answer.reasoning().isEmpty()) {
                message.put(dialect.reasoningField(), answer.reasoning());
            }
        }
        putUsage(root, answer);
        return Reply.json(200, root);
    }

    /**
     * One event of a streamed answer.
     *
     * @param delta null leaves the choice out
     * @param finishReason null until the end
     */
    ObjectNode chunk(ObjectNode delta, String finishReason) {
        ObjectNode root = head("chat.completion.chunk");
        if (delta != null) {
            ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
            choice.set("delta", delta);
            choice.putNull("logprobs").put("finish_reason", finishReason);
        }
        return root;
    }

    /** What the answer took; no choice goes with it. */
    ObjectNode usageChunk(Answer answer) {
        ObjectNode root = head("chat.completion.chunk");
        root.putArray("choices");
        putUsage(root, answer);
        return root;
    }

    private void putUsage(ObjectNode root, Answer answer) {
        int written = Tokens.in(answer.content()) + Tokens.in(answer.reasoning());
        root.putObject("usage")
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", written)
                .put("total_tokens", promptTokens + written);
    }

    private ObjectNode head(String object) {
        return Reply.JSON
                .createObjectNode()
                .put("id", "chatcmpl-" + number)
                .put("object", object)
                .put("created", createdSeconds)
                .put("model", model)
                .put("system_fingerprint", model);
    }
}
