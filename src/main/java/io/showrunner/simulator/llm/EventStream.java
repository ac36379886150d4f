package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer as server-sent events: the role, the thoughts and the words token by token, why they ended, what they took,
 * and {@code [DONE]}. Events are made when they are asked for, because long answers have many.
 *
 * @param half true stops after half of the tokens
 */
record EventStream(ChatBody body, Answer answer, boolean includesUsage, Streaming streaming, boolean half) {
    static final String CONTENT_TYPE = "text/event-stream";
    private static final int ROLE = 1;

    /** Events up to and with the last token that is sent. */
    int tokenEvents() {
        int tokens = Tokens.in(answer.reasoning()) + Tokens.in(answer.content());
        return ROLE + (half || streaming.endsEarly() ? tokens / 2 : tokens);
    }

    /** Which share of the whole answer is written before the stream ends. */
    double share() {
        return half || streaming.endsEarly() ? 0.5 : 1;
    }

    /** The text of the event with this number, from 0 to below {@link #tokenEvents}. */
    String token(int number) {
        int thoughts = Tokens.in(answer.reasoning());
        int token = number - ROLE;
        ObjectNode delta = Reply.JSON.createObjectNode();
        if (number < ROLE) {
            delta.put("role", "assistant").put("content", body.dialect().firstContent());
        } else if (token < thoughts) {
            delta.put(body.dialect().reasoningField(), Tokens.one(answer.reasoning(), token));
        } else {
            delta.put("content", Tokens.one(answer.content(), token - thoughts));
        }
        return event(body.chunk(answer.choices() ? delta : null, null));
    }

    /** A token without words; a model that has lost its way says nothing else. */
    String blank() {
        return event(body.chunk(Reply.JSON.createObjectNode().put("content", " "), null));
    }

    /** What comes after the last token; empty when the stream just ends. */
    String end() {
        if (streaming == Streaming.TORN) {
            return "";
        }
        if (streaming == Streaming.ERROR) {
            return body.dialect().errorInStream();
        }
        ObjectNode nothing = answer.choices() ? Reply.JSON.createObjectNode() : null;
        String reason = event(body.chunk(nothing, answer.finishReason()));
        String usage = includesUsage ? event(body.usageChunk(answer)) : "";
        return reason + usage + (streaming == Streaming.WITHOUT_DONE ? "" : line("data: [DONE]"));
    }

    private String event(ObjectNode chunk) {
        String comment = streaming == Streaming.COMMENTED ? line(": keep-alive") + line("event: message\nid: 1") : "";
        return comment + line("data: " + chunk);
    }

    private String line(String text) {
        return text.replace("\n", streaming.lineEnd()) + streaming.lineEnd().repeat(2);
    }
}
