package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;

/** The events of one run, in the server's order; the messages among them also go into history. */
final class RunEvents {
    private final SocketHub hub;
    private final Clock clock;
    private final String promptId;
    private final Optional<String> client;
    private final ArrayNode messages = Wire.array();
    private final ObjectNode states = Wire.object();

    /** @param client empty when the prompt has no client_id: then most events are not sent, and progress goes to all */
    RunEvents(SocketHub hub, Clock clock, String promptId, Optional<String> client) {
        this.hub = hub;
        this.clock = clock;
        this.promptId = promptId;
        this.client = client;
    }

    ArrayNode messages() {
        return messages;
    }

    void message(String type, ObjectNode data) {
        data.put("prompt_id", promptId).put("timestamp", clock.millis());
        messages.addArray().add(type).add(data);
        boolean broadcast = type.equals("execution_interrupted");
        if (client.isPresent() || broadcast) {
            hub.send(type, data, client);
        }
    }

    void nodeStarted(String id) {
        state(id, 0, 1, "running");
        hub.current(client.orElse(""), id);
        toClient("executing", Wire.object().put("node", id).put("display_node", id));
    }

    void progress(String id, int value, int max) {
        state(id, value, max, "running");
        ObjectNode data = Wire.object().put("value", value).put("max", max).put("prompt_id", promptId);
        hub.send("progress", data.put("node", id), client);
    }

    void preview(String id, byte[] jpeg) {
        ObjectNode metadata = identity(id).put("image_type", "image/jpeg");
        hub.preview(jpeg, metadata, client);
    }

    /** @param ui null for a cached node that shows nothing */
    void executed(String id, JsonNode ui) {
        ObjectNode data = Wire.object().put("node", id).put("display_node", id);
        data.set("output", ui);
        toClient("executed", data);
    }

    void nodeFinished(String id) {
        int max = states.path(id).path("max").asInt(1);
        state(id, max, max, "finished");
    }

    /** The last event of every prompt. */
    void over() {
        hub.current(client.orElse(""), "");
        toClient("executing", Wire.object().putNull("node"));
    }

    private void toClient(String type, ObjectNode data) {
        if (client.isPresent()) {
            hub.send(type, data.put("prompt_id", promptId), client);
        }
    }

    private void state(String id, int value, int max, String state) {
        ObjectNode entry = Wire.object().put("value", value).put("max", max).put("state", state);
        states.set(id, entry.setAll(identity(id)));
        ObjectNode data = Wire.object().put("prompt_id", promptId);
        data.set("nodes", states);
        hub.send("progress_state", data, client);
    }

    private ObjectNode identity(String id) {
        return Wire.object()
                .put("node_id", id)
                .put("prompt_id", promptId)
                .put("display_node_id", id)
                .putNull("parent_node_id")
                .put("real_node_id", id);
    }
}
