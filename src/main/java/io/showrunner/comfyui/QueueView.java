package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The reply of {@code GET /queue}, foreign prompts included.
 *
 * @param running the prompt that executes; at most one
 * @param pending the waiting prompts in the order in which they will run, which is not the order of the reply
 */
public record QueueView(List<Item> running, List<Item> pending) {

    /** A prompt in the queue; the lowest number runs first, equal numbers by id. */
    public record Item(double number, String promptId) {}

    private static final Comparator<Item> RUN_ORDER =
            Comparator.comparingDouble(Item::number).thenComparing(Item::promptId);

    /** @throws UnreadableReply when the body is not such a reply */
    public static QueueView read(String body) {
        JsonNode reply = Lenient.object(body, "the reply of /queue");
        if (!reply.path("queue_running").isArray()
                || !reply.path("queue_pending").isArray()) {
            throw new UnreadableReply(
                    "the reply of /queue has no queue_running and queue_pending: " + Lenient.excerpt(body));
        }
        return new QueueView(items(reply.get("queue_running")), items(reply.get("queue_pending")));
    }

    /** True when the prompt runs or waits. */
    public boolean contains(String promptId) {
        return isRunning(promptId)
                || pending.stream().anyMatch(item -> item.promptId().equals(promptId));
    }

    /** True when the prompt runs. */
    public boolean isRunning(String promptId) {
        return running.stream().anyMatch(item -> item.promptId().equals(promptId));
    }

    /** Prompts running and waiting. */
    public int depth() {
        return running.size() + pending.size();
    }

    private static List<Item> items(JsonNode items) {
        List<Item> read = new ArrayList<>(items.size());
        items.forEach(
                item -> read.add(new Item(item.path(0).asDouble(), item.path(1).asText())));
        read.sort(RUN_ORDER);
        return List.copyOf(read);
    }
}
