package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One walk over the nodes that the outputs of one prompt depend on; every node is checked once. */
final class GraphCheck {
    private final ObjectNode prompt;
    private final NodeCatalogue catalogue;
    private final Folders folders;
    private final Map<String, Result> results = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();

    /** A node is invalid without errors of its own when something upstream is invalid. */
    record Result(boolean valid, List<ObjectNode> errors) {}

    /** What would be an exception in the server's own code. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String type;

        Crash(String type, String message) {
            super(message);
            this.type = type;
        }
    }

    GraphCheck(ObjectNode prompt, NodeCatalogue catalogue, Folders folders) {
        this.prompt = prompt;
        this.catalogue = catalogue;
        this.folders = folders;
    }

    Map<String, Result> results() {
        return results;
    }

    Result checkOutput(String id) {
        try {
            return check(id);
        } catch (Crash e) {
            open.clear();
            if (e.type.equals("RecursionError")) {
                return new Result(false, List.of());
            }
            return failed(id, "exception_during_validation", "Exception when validating node", crashed(e), e);
        }
    }

    private Result check(String id) {
        Result known = results.get(id);
        if (known != null) {
            return known;
        }
        if (!open.add(id)) {
            throw new Crash("RecursionError", "maximum recursion depth exceeded");
        }
        JsonNode inputs = prompt.path(id).path("inputs");
        if (inputs.isMissingNode()) {
            throw new Crash("KeyError", "'inputs'");
        }
        if (!(inputs instanceof ObjectNode given)) {
            throw new Crash("TypeError", "argument of type 'NoneType' is not iterable");
        }
        NodeClass node = catalogue
                .find(prompt.path(id).path("class_type").asText())
                .orElseThrow(() -> new Crash("KeyError", "'" + id + "'"));
        List<ObjectNode> errors = new ArrayList<>();
        boolean upstream = true;
        for (Map.Entry<String, JsonNode> input : specifications(node).entrySet()) {
            upstream &= input(node, given, input.getKey(), input.getValue(), errors);
        }
        open.remove(id);
        var result = new Result(upstream && errors.isEmpty(), errors);
        results.put(id, result);
        return result;
    }

    private static Map<String, JsonNode> specifications(NodeClass node) {
        Map<String, JsonNode> all = new LinkedHashMap<>(node.required());
        all.putAll(node.optional());
        return all;
    }

    /** Adds this input's own errors; false when the node it is linked to is invalid. */
    private boolean input(
            NodeClass node, ObjectNode given, String name, JsonNode specification, List<ObjectNode> errors) {
        if (!given.has(name)) {
            if (node.required().containsKey(name)) {
                ObjectNode extra = Wire.object().put("input_name", name);
                errors.add(Verdict.error("required_input_missing", "Required input is missing", name, extra));
            }
            return true;
        }
        JsonNode value = given.get(name);
        if (value.isArray()) {
            return linked(name, specification, value, errors);
        }
        constant(node, given, name, specification, errors);
        return true;
    }

    private boolean linked(String name, JsonNode specification, JsonNode value, List<ObjectNode> errors) {
        if (value.size() != 2) {
            errors.add(Verdict.error(
                    "bad_linked_input",
                    "Bad linked input, must be a length-2 list of [node_id, slot_index]",
                    name,
                    extra(name, specification, "received_value", value)));
            return true;
        }
        Link link = Link.of(value).orElseThrow(() -> new Crash("KeyError", PythonText.of(value.get(0))));
        NodeClass source = catalogue
                .find(prompt.path(link.node()).path("class_type").asText())
                .orElseThrow(() -> new Crash("KeyError", "'" + link.node() + "'"));
        if (link.slot() < 0 || link.slot() >= source.outputs().size()) {
            throw new Crash("IndexError", "tuple index out of range");
        }
        String received = source.outputs().get(link.slot());
        String wanted = specification.path(0).isArray()
                ? "COMBO"
                : specification.path(0).asText();
        if (!received.equals(wanted) && !wanted.equals("*")) {
            ObjectNode extra = extra(name, specification, "received_type", prompt.textNode(received));
            extra.set("linked_node", value);
            String details = name + ", received_type(" + received + ") mismatch input_type(" + wanted + ")";
            errors.add(
                    Verdict.error("return_type_mismatch", "Return type mismatch between linked nodes", details, extra));
            return true;
        }
        return upstream(link);
    }

    private boolean upstream(Link link) {
        try {
            return check(link.node()).valid();
        } catch (Crash e) {
            if (e.type.equals("RecursionError")) {
                throw e;
            }
            String message = "Exception when validating inner node";
            return failed(link.node(), "exception_during_inner_validation", message, crashed(e), e)
                    .valid();
        }
    }

    private void constant(
            NodeClass node, ObjectNode given, String name, JsonNode specification, List<ObjectNode> errors) {
        JsonNode value = given.get(name).has("__value__") ? given.get(name).get("__value__") : given.get(name);
        var check = new ValueCheck(name, specification, value);
        try {
            JsonNode converted = check.converted();
            given.set(name, converted);
            boolean upload = node.name().equals("LoadImage") && name.equals("image");
            Optional<ObjectNode> error = check.rangeError(converted)
                    .or(() -> upload ? missingImage(check, converted.asText()) : check.choiceError(converted));
            error.ifPresent(errors::add);
        } catch (IllegalArgumentException e) {
            errors.add(check.conversionError(e));
        }
    }

    private Optional<ObjectNode> missingImage(ValueCheck check, String name) {
        boolean there =
                AnnotatedFile.of(name, folders).filter(Files::isRegularFile).isPresent();
        return there ? Optional.empty() : Optional.of(check.customError("Invalid image file: " + name));
    }

    private Result failed(String id, String type, String message, ObjectNode extra, Crash cause) {
        open.remove(id);
        var result = new Result(false, List.of(Verdict.error(type, message, cause.getMessage(), extra)));
        results.put(id, result);
        return result;
    }

    private static ObjectNode crashed(Crash crash) {
        ObjectNode extra = Wire.object().put("exception_type", crash.type);
        extra.putArray("traceback").add("  File \"execution.py\", in validate_inputs\n");
        return extra;
    }

    private static ObjectNode extra(String name, JsonNode specification, String key, JsonNode value) {
        ObjectNode extra = Wire.object().put("input_name", name);
        extra.set("input_config", specification);
        extra.set(key, value);
        return extra;
    }
}
