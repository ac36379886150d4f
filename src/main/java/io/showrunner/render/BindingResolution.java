package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.render.MappingFile.Entry;
import io.showrunner.render.MappingFile.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the inputs that a mapping names in its workflow, and says of each that cannot be found why. */
final class BindingResolution {
    private final ObjectNode workflow;
    private final List<String> problems;

    BindingResolution(ObjectNode workflow, List<String> problems) {
        this.workflow = workflow;
        this.problems = problems;
    }

    List<BoundInput> resolve(List<Entry> entries) {
        List<BoundInput> bound = new ArrayList<>();
        entries.forEach(entry -> resolve(entry).ifPresent(bound::add));
        return bound;
    }

    private Optional<BoundInput> resolve(Entry entry) {
        Optional<Binding> binding = Binding.of(String.valueOf(entry.binding()));
        if (binding.isEmpty()) {
            problems.add("binding " + entry.binding() + " is unknown; known are " + Binding.words());
            return Optional.empty();
        }
        String name = "binding " + entry.binding();
        if (entry.input() == null) {
            problems.add(name + ": names no input");
            return Optional.empty();
        }
        return nodeOf(entry, name)
                .map(nodeId -> new BoundInput(binding.get(), nodeId, entry.input(), entry.required()))
                .filter(this::takesValue);
    }

    private Optional<String> nodeOf(Entry entry, String name) {
        if ((entry.nodeId() == null) == (entry.selector() == null)) {
            problems.add(name + ": needs either nodeId or selector");
            return Optional.empty();
        }
        if (entry.selector() != null) {
            return select(entry.selector(), name);
        }
        if (!workflow.has(entry.nodeId())) {
            problems.add(name + ": node " + entry.nodeId() + " does not exist in the workflow");
            return Optional.empty();
        }
        return Optional.of(entry.nodeId());
    }

    private Optional<String> select(Selector selector, String name) {
        List<String> found = workflow.properties().stream()
                .filter(node -> matches(selector.classType(), node.getValue().path("class_type"))
                        && matches(
                                selector.title(), node.getValue().path("_meta").path("title")))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() == 1 && (selector.classType() != null || selector.title() != null)) {
            return Optional.of(found.get(0));
        }
        problems.add(name + ": selector class_type=" + selector.classType() + " title=" + selector.title() + " matches "
                + (found.isEmpty() ? "no node" : "nodes " + String.join(", ", found)) + "; it must match exactly one");
        return Optional.empty();
    }

    private static boolean matches(String wanted, JsonNode actual) {
        return wanted == null || wanted.equals(actual.asText());
    }

    private boolean takesValue(BoundInput bound) {
        JsonNode node = workflow.get(bound.nodeId());
        JsonNode constant = node.path("inputs").path(bound.input());
        String classType = node.path("class_type").asText();
        if (constant.isMissingNode()) {
            problems.add(bound.where() + " does not exist; " + classType + " has " + names(node.path("inputs")));
            return false;
        }
        if (constant.isContainerNode()) {
            problems.add(bound.where() + " is linked to another node; only a constant can be replaced");
            return false;
        }
        Optional<String> misfit = bound.binding().misfit(classType, bound.input(), constant);
        misfit.ifPresent(why -> problems.add(bound.where() + ": " + why));
        return misfit.isEmpty();
    }

    private static String names(JsonNode inputs) {
        List<String> names = new ArrayList<>();
        inputs.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }
}
