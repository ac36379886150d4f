package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.comfyui.PromptRequest;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.story.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tiny prompt for each server that has just become UP, so that the models of the default workflow are loaded before the
 * first scene comes (T1). It is no scene: nobody follows it, and it leaves no file. Thread-safe.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int PIXELS = 128;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> cold = ConcurrentHashMap.newKeySet();
    private final WorkflowTemplates templates;

    /** @param on false warms nothing */
    public WarmUp(WorkflowTemplates templates, Fleet fleet, boolean on) {
        this.templates = templates;
        if (on) {
            fleet.onStateChange(this::changed);
        }
    }

    /** A server that was only held for a while has its models still. */
    private void changed(String instanceId, InstanceState state) {
        if (state == InstanceState.DOWN) {
            known.remove(instanceId);
        } else if (state == InstanceState.UP && known.add(instanceId)) {
            cold.add(instanceId);
        }
    }

    /** Ids of the servers to be warmed up now; each is named once. */
    public List<String> due() {
        List<String> due = List.copyOf(cold);
        due.forEach(cold::remove);
        return due;
    }

    /** The body of {@code POST /prompt}. */
    public String promptBody() {
        WorkflowTemplate template = templates.get(null);
        ObjectNode workflow = WorkflowPatcher.patch(template, values(), 1).workflow();
        workflow.forEach(node -> leaveNoFile((ObjectNode) node));
        String promptId = UUID.randomUUID().toString();
        return new PromptRequest(
                        workflow,
                        promptId,
                        promptId,
                        Json.mapper().createObjectNode().put("warmUp", true),
                        false)
                .body();
    }

    /** Takes note that a server was not warmed up: its first scene takes longer, and that is all. */
    public void failed(String instanceId, Exception why) {
        LOG.warn("instance={} not warmed up: {}", instanceId, why.getMessage());
    }

    private static Map<Binding, JsonNode> values() {
        Map<Binding, JsonNode> values = new EnumMap<>(Binding.class);
        values.put(Binding.POSITIVE_PROMPT, TextNode.valueOf("warm-up"));
        values.put(Binding.FILENAME_PREFIX, TextNode.valueOf("showrunner/warm-up/frame"));
        values.put(Binding.SEED, IntNode.valueOf(1));
        values.put(Binding.STEPS, IntNode.valueOf(1));
        values.put(Binding.FRAME_COUNT, IntNode.valueOf(1));
        values.put(Binding.BATCH_SIZE, IntNode.valueOf(1));
        values.put(Binding.WIDTH, IntNode.valueOf(PIXELS));
        values.put(Binding.HEIGHT, IntNode.valueOf(PIXELS));
        return values;
    }

    private static void leaveNoFile(ObjectNode node) {
        if (node.path("class_type").asText().equals("SaveImage")) {
            node.put("class_type", "PreviewImage");
            ((ObjectNode) node.get("inputs")).remove("filename_prefix");
        }
    }
}
