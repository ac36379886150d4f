package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A whole HTTP answer that is ready to be sent. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    static final JsonMapper JSON = JsonMapper.builder().build();

    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json; charset=utf-8", body.toString(), Map.of());
    }

    static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body, Map.of());
    }

    /** {@code {"error":"…"}}, as LM Studio says most things. */
    static Reply errorText(int status, String message) {
        return json(status, JSON.createObjectNode().put("error", message));
    }

    /** {@code {"error":{"message":…}}} as OpenAI does. */
    static Reply errorObject(int status, String message, String type, String param, String code) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return json(status, root);
    }
}
