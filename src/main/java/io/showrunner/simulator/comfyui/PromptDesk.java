package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes prompts. A number of the counter is used up by invalid ones too, and ids are never compared. */
final class PromptDesk {
    private final PromptValidator validator;
    private final PromptQueue queue;
    private final boolean takesPromptId;
    private final RunLog runs;
    private final AtomicInteger counter = new AtomicInteger();
    private int accepted;

    PromptDesk(PromptValidator validator, PromptQueue queue, boolean takesPromptId, RunLog runs) {
        this.validator = validator;
        this.queue = queue;
        this.takesPromptId = takesPromptId;
        this.runs = runs;
    }

    Reply remaining(Call call) {
        ObjectNode reply = Wire.object();
        reply.putObject("exec_info").put("queue_remaining", queue.remaining());
        return Reply.json(200, reply);
    }

    /** {@code POST /prompt}. What Python would trip over is an exception here, and a 500 outside. */
    Reply post(Call call) {
        JsonNode request = call.json();
        if (!request.isContainerNode() && !request.isTextual()) {
            throw new IllegalArgumentException("argument of type '" + request.getNodeType() + "' is not iterable");
        }
        JsonNode number = number(request);
        if (!request.has("prompt")) {
            return Replies.noPrompt();
        }
        if (!(request.get("prompt") instanceof ObjectNode prompt)) {
            return withoutNodes(request.get("prompt"));
        }
        Verdict verdict = validator.validate(prompt, targets(request));
        if (verdict.error().isPresent()) {
            return Replies.refused(verdict);
        }
        String id = takesPromptId && request.has("prompt_id")
                ? PythonText.of(request.get("prompt_id"))
                : UUID.randomUUID().toString();
        var ticket = new Ticket(number, id, prompt, extraData(request), verdict.goodOutputs(), ++accepted);
        runs.accepted(ticket, queue.remaining() + 1);
        queue.put(ticket);
        return Replies.accepted(ticket, verdict);
    }

    /** Puts a prompt in without validation, as somebody else's. */
    void enqueue(JsonNode number, String id, ObjectNode prompt, List<String> outputs) {
        queue.put(new Ticket(number, id, prompt, Wire.object(), outputs, 0));
    }

    int nextNumber() {
        return counter.getAndIncrement();
    }

    private JsonNode number(JsonNode request) {
        if (request.has("number")) {
            JsonNode given = request.get("number");
            if (given.isContainerNode() || given.isNull()) {
                throw new IllegalArgumentException("float() argument must be a string or a real number");
            }
            return new DoubleNode(given.isTextual() ? Double.parseDouble(given.asText()) : given.asDouble());
        }
        int next = nextNumber();
        return IntNode.valueOf(isTrue(request.path("front")) ? -next : next);
    }

    private static Reply withoutNodes(JsonNode prompt) {
        boolean iterable =
                (prompt.isArray() || prompt.isTextual()) && prompt.asText().isEmpty() && prompt.isEmpty();
        if (!iterable) {
            throw new IllegalArgumentException("prompt is no object");
        }
        return Replies.refused(Verdict.refused("prompt_no_outputs", "Prompt has no outputs", "", Wire.object()));
    }

    private static JsonNode extraData(JsonNode request) {
        JsonNode extra = request.has("extra_data") ? request.get("extra_data") : Wire.object();
        if (!request.has("client_id")) {
            return extra;
        }
        if (!(extra instanceof ObjectNode object)) {
            throw new IllegalArgumentException("extra_data does not support item assignment");
        }
        return object.set("client_id", request.get("client_id"));
    }

    private static Optional<List<String>> targets(JsonNode request) {
        if (!request.hasNonNull("partial_execution_targets")) {
            return Optional.empty();
        }
        List<String> targets = new ArrayList<>();
        request.get("partial_execution_targets").forEach(target -> targets.add(PythonText.of(target)));
        return Optional.of(targets);
    }

    private static boolean isTrue(JsonNode value) {
        if (value.isContainerNode()) {
            return !value.isEmpty();
        }
        return value.isTextual() ? !value.asText().isEmpty() : value.asBoolean();
    }
}
