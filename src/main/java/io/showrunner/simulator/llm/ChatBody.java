package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a finished chat completion. */
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
        int written = Tokens.in(answer.content()) + Tokens.in(answer.reasoning());
        root.putObject("usage")
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", written)
                .put("total_tokens", promptTokens + written);
        return Reply.json(200, root);
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
