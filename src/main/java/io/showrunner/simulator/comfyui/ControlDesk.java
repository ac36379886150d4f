package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Looks at and changes what waits, runs and is finished. Success says nothing about whether anything was hit. */
final class ControlDesk {
    private final PromptQueue queue;
    private final AtomicBoolean interrupt;
    private final boolean interruptTakesPromptId;

    ControlDesk(PromptQueue queue, AtomicBoolean interrupt, boolean interruptTakesPromptId) {
        this.queue = queue;
        this.interrupt = interrupt;
        this.interruptTakesPromptId = interruptTakesPromptId;
    }

    Reply queue(Call call) {
        return Reply.json(200, queue.listing());
    }

    Reply changeQueue(Call call) {
        JsonNode request = object(call.json());
        if (request.path("clear").asBoolean()) {
            queue.clear();
        }
        deletions(request, queue::delete);
        return Reply.empty(200);
    }

    Reply history(Call call) {
        Optional<Integer> maxItems = call.parameter("max_items").map(Integer::parseInt);
        int offset = call.parameter("offset").map(Integer::parseInt).orElse(-1);
        return Reply.json(200, queue.history(maxItems, offset));
    }

    Reply historyOf(Call call) {
        return Reply.json(200, queue.history(call.rest()));
    }

    Reply changeHistory(Call call) {
        JsonNode request = object(call.json());
        if (request.path("clear").asBoolean()) {
            queue.forgetAll();
        }
        deletions(request, queue::forget);
        return Reply.empty(200);
    }

    /** A body that is no JSON counts as none; a JSON list is a 500. */
    Reply interrupt(Call call) {
        Optional<String> wanted = interruptTakesPromptId ? promptId(call) : Optional.empty();
        if (wanted.isEmpty() || queue.isRunning(wanted.get())) {
            interrupt.set(true);
        }
        return Reply.empty(200);
    }

    Reply free(Call call) {
        JsonNode request = object(call.json());
        boolean memory = request.path("free_memory").asBoolean();
        boolean models = request.path("unload_models").asBoolean();
        if (memory || models) {
            queue.free(new PromptQueue.FreeRequest(models, memory));
        }
        return Reply.empty(200);
    }

    private static Optional<String> promptId(Call call) {
        JsonNode request;
        try {
            request = call.json();
        } catch (Call.BadJson e) {
            return Optional.empty();
        }
        JsonNode id = object(request).path("prompt_id");
        return id.isMissingNode() || id.isNull() || id.asText().isEmpty() ? Optional.empty() : Optional.of(id.asText());
    }

    /** A text where a list is expected is taken letter by letter, as Python does. */
    private static void deletions(JsonNode request, Consumer<String> delete) {
        JsonNode ids = request.path("delete");
        if (ids.isTextual()) {
            ids.asText().chars().forEach(letter -> delete.accept(Character.toString(letter)));
        } else {
            ids.forEach(id -> delete.accept(PythonText.of(id)));
        }
    }

    private static JsonNode object(JsonNode request) {
        if (!(request instanceof ObjectNode)) {
            throw new IllegalArgumentException("the body is no object");
        }
        return request;
    }
}
