package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One prompt from {@code execution_start} to its history entry. Used once, by the worker. */
final class PromptRun {
    private final RunContext context;
    private final NodeCache cache;
    private final NodeBehaviours behaviours;
    private final ObjectNode prompt;
    private final ObjectNode outputs = Wire.object();
    private final ObjectNode meta = Wire.object();
    private final Map<String, NodeResult> results = new LinkedHashMap<>();
    private final List<String> executed = new ArrayList<>();
    private Execution.Outcome outcome = Execution.Outcome.SUCCESS;

    PromptRun(RunContext context, NodeCache cache, NodeBehaviours behaviours) {
        this.context = context;
        this.cache = cache;
        this.behaviours = behaviours;
        this.prompt = context.ticket().prompt();
    }

    Execution.Outcome outcome() {
        return outcome;
    }

    PromptScript script() {
        return context.script();
    }

    /** Sends the last event of the prompt; after its history entry exists. */
    void over() {
        context.events().over();
    }

    void run() throws InterruptedException {
        context.interrupt().set(false);
        context.events().message("execution_start", Wire.object());
        if (context.script().crashes()) {
            throw new ProcessCrash(
                    "scripted crash at prompt " + context.ticket().id());
        }
        cache.startPrompt(prompt);
        List<String> cached = new ArrayList<>();
        prompt.fieldNames().forEachRemaining(id -> cache.get(id).ifPresent(result -> cached.add(id)));
        ObjectNode data = Wire.object();
        data.set("nodes", Wire.array(cached));
        context.events().message("execution_cached", data);
        var order = new RunOrder(
                prompt, context.ticket().outputs(), id -> cache.get(id).isPresent());
        for (Optional<String> next = order.next(); next.isPresent(); next = order.next()) {
            if (!execute(next.get())) {
                return;
            }
            order.done(next.get());
        }
        context.events().message("execution_success", Wire.object());
    }

    /** The entry of {@code GET /history}. */
    ObjectNode historyEntry() {
        ObjectNode entry = Wire.object();
        entry.set("prompt", context.ticket().historyTuple());
        entry.set("outputs", outputs);
        boolean success = outcome == Execution.Outcome.SUCCESS;
        entry.putObject("status")
                .put("status_str", success ? "success" : "error")
                .put("completed", success)
                .set("messages", context.events().messages());
        entry.set("meta", meta);
        return entry;
    }

    private boolean execute(String id) throws InterruptedException {
        Optional<NodeResult> known = cache.get(id);
        if (known.isPresent()) {
            context.events().executed(id, shown(known.get()));
            finish(id, known.get());
            return true;
        }
        try {
            context.events().nodeStarted(id);
            context.checkInterrupt();
            context.sufferScript(id, isLikelyToFail(id));
            NodeResult result = behaviours.run(call(id));
            cache.put(id, result);
            if (result.ui().isPresent()) {
                context.events().executed(id, shown(result));
            }
            executed.add(id);
            finish(id, result);
            return true;
        } catch (PromptInterrupted e) {
            outcome = Execution.Outcome.INTERRUPTED;
            context.events().message("execution_interrupted", blame(id));
        } catch (NodeFailure e) {
            fail(id, e);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | ClassCastException e) {
            fail(id, new NodeFailure("RuntimeError", String.valueOf(e.getMessage())));
        }
        return false;
    }

    private void fail(String id, NodeFailure failure) {
        outcome = Execution.Outcome.ERROR;
        if (failure.isOutOfMemory()) {
            context.vram().unloadAll();
        }
        context.events().message("execution_error", failed(id, failure));
    }

    private void finish(String id, NodeResult result) {
        results.put(id, result);
        result.ui().ifPresent(ui -> {
            outputs.set(id, ui);
            meta.putObject(id)
                    .put("node_id", id)
                    .put("display_node", id)
                    .putNull("parent_node")
                    .put("real_node_id", id);
        });
        context.events().nodeFinished(id);
    }

    private NodeCall call(String id) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        prompt.path(id).path("inputs").properties().forEach(input -> {
            Optional<Link> link = Link.of(input.getValue());
            inputs.put(input.getKey(), link.isPresent() ? value(link.get()) : input.getValue());
        });
        return new NodeCall(id, classOf(id), inputs, context);
    }

    private Object value(Link link) {
        NodeResult result = Optional.ofNullable(results.get(link.node()))
                .or(() -> cache.get(link.node()))
                .orElseThrow(() -> new NodeFailure("KeyError", "'" + link.node() + "'"));
        return result.values().get(link.slot());
    }

    /** Without a node named by the script, it is the first sampler, else the first output. */
    private boolean isLikelyToFail(String id) {
        boolean sampled = prompt.findValuesAsText("class_type").contains("KSampler");
        return sampled
                ? classOf(id).equals("KSampler")
                : context.ticket().outputs().contains(id);
    }

    private String classOf(String id) {
        return prompt.path(id).path("class_type").asText();
    }

    private static JsonNode shown(NodeResult result) {
        return result.ui().<JsonNode>map(ui -> ui).orElse(NullNode.getInstance());
    }

    private ObjectNode blame(String id) {
        ObjectNode data = Wire.object().put("node_id", id).put("node_type", classOf(id));
        data.set("executed", Wire.array(executed));
        return data;
    }

    private ObjectNode failed(String id, NodeFailure failure) {
        ObjectNode data = blame(id).put("exception_message", failure.message()).put("exception_type", failure.type());
        data.putArray("traceback").add("  File \"execution.py\", line 496, in execute\n");
        ObjectNode given = data.putObject("current_inputs");
        prompt.path(id).path("inputs").properties().forEach(input -> given.putArray(input.getKey())
                .add(PythonText.of(input.getValue())));
        List<String> ids = new ArrayList<>();
        prompt.fieldNames().forEachRemaining(ids::add);
        data.set("current_outputs", Wire.array(ids));
        return data;
    }
}
