package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns ComfyUI's validation errors into sentences that name node, input and rule. */
final class RejectionWords {
    private static final int MOST_SENTENCES = 20;

    private RejectionWords() {}

    /** The body of a 400 as one sentence; its beginning when it cannot be read. */
    static String of(String body) {
        JsonNode reply;
        try {
            reply = Lenient.object(body, "the rejection");
        } catch (UnreadableReply e) {
            return "the server rejected the prompt: " + Lenient.excerpt(body);
        }
        List<String> sentences = ofNodes(reply.path("node_errors"));
        if (sentences.isEmpty()) {
            sentences = List.of(ofError(reply.path("error")));
        }
        return "the server rejected the prompt: " + String.join("; ", sentences);
    }

    /** One sentence for each error of each node, in the server's order. */
    static List<String> ofNodes(JsonNode nodeErrors) {
        Set<String> sentences = new LinkedHashSet<>();
        nodeErrors.properties().forEach(node -> {
            String where = "node " + node.getKey() + " ("
                    + node.getValue().path("class_type").asText("?") + "): ";
            node.getValue().path("errors").forEach(error -> sentences.add(where + ofError(error)));
        });
        List<String> all = new ArrayList<>(sentences);
        if (all.size() <= MOST_SENTENCES) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, MOST_SENTENCES));
        first.add("and " + (all.size() - MOST_SENTENCES) + " more");
        return first;
    }

    private static String ofError(JsonNode error) {
        if (error.isTextual()) {
            return Lenient.excerpt(error.textValue());
        }
        String message = error.path("message").asText("").strip();
        String details = error.path("details").asText("").strip();
        if (message.isEmpty()) {
            message = error.path("type").asText("no reason given");
        }
        return details.isEmpty() ? message : message + ", " + Lenient.excerpt(details);
    }
}
