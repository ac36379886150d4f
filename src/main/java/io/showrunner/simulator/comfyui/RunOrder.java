package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which node comes next: one whose inputs are ready, an output before anything else. */
final class RunOrder {
    private final Map<String, List<String>> waitingFor = new LinkedHashMap<>();
    private final List<String> outputs;

    /** @param cached nodes whose result is known: nothing upstream of them is needed */
    RunOrder(ObjectNode prompt, List<String> outputs, Predicate<String> cached) {
        this.outputs = outputs;
        outputs.forEach(output -> add(prompt, output, cached));
    }

    private void add(ObjectNode prompt, String id, Predicate<String> cached) {
        if (waitingFor.containsKey(id)) {
            return;
        }
        List<String> needs = new ArrayList<>();
        waitingFor.put(id, needs);
        for (Link link : Link.ofNode(prompt.path(id))) {
            if (!cached.test(link.node())) {
                needs.add(link.node());
                add(prompt, link.node(), cached);
            }
        }
    }

    /** The next node, which is not given again; empty when all are done. */
    Optional<String> next() {
        Optional<String> ready = waitingFor.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .min((a, b) -> Boolean.compare(!outputs.contains(a), !outputs.contains(b)));
        ready.ifPresent(waitingFor::remove);
        return ready;
    }

    void done(String id) {
        waitingFor.values().forEach(needs -> needs.removeIf(id::equals));
    }
}
