package io.showrunner.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with the smaller profiles of a mapping. */
final class ProfileCheck {
    private final ObjectNode workflow;
    private final List<BoundInput> bound;
    private final List<String> problems;

    ProfileCheck(ObjectNode workflow, List<BoundInput> bound, List<String> problems) {
        this.workflow = workflow;
        this.bound = bound;
        this.problems = problems;
    }

    /** @param vramEstimate of the workflow in its own size; null when its author does not say */
    void check(List<SmallerProfile> profiles, Integer vramEstimate) {
        Set<String> names = new HashSet<>();
        Integer before = vramEstimate;
        for (SmallerProfile profile : profiles) {
            if (profile.name() == null || !profile.name().matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                problem(profile, "its name must be lower-case letters and digits with hyphens");
            } else if (!names.add(profile.name())) {
                problem(profile, "there is another one of this name");
            }
            checkMemory(profile, before);
            checkSize(profile);
            checkNodes(profile);
            before = profile.vramEstimate();
        }
    }

    private void checkMemory(SmallerProfile profile, Integer before) {
        if (before == null) {
            problem(profile, "the mapping needs vramEstimateMB, so that it is known how much smaller it is");
        } else if (profile.vramEstimate() == null || profile.vramEstimate() < 1 || profile.vramEstimate() >= before) {
            problem(
                    profile,
                    "vramEstimateMB is " + profile.vramEstimate() + "; it must be less than the " + before
                            + " of the size before");
        }
    }

    private void checkSize(SmallerProfile profile) {
        if (!(profile.scale() > 0 && profile.scale() <= 1)) {
            problem(profile, "scale is " + profile.scale() + "; it must be more than 0 and at most 1");
        } else if (profile.scale() < 1 && !(isBound(Binding.WIDTH) && isBound(Binding.HEIGHT))) {
            problem(profile, "scale needs bindings width and height");
        }
        if (profile.mostFrames() != null && (profile.mostFrames() < 1 || !isBound(Binding.FRAME_COUNT))) {
            problem(profile, "mostFrames must be at least 1 and needs a binding frame_count");
        }
    }

    private void checkNodes(SmallerProfile profile) {
        profile.replace().forEach((nodeId, replacement) -> {
            if (!workflow.has(nodeId)) {
                problem(profile, "replace: node " + nodeId + " does not exist in the workflow");
            }
            if (replacement.classType() == null || replacement.classType().isBlank()) {
                problem(profile, "replace: node " + nodeId + " needs a class_type");
            }
        });
        profile.values().keySet().forEach(word -> {
            Optional<Binding> binding = Binding.of(word);
            if (binding.filter(Binding.KNOBS::contains).filter(this::isBound).isEmpty()) {
                problem(profile, "values: " + word + " is not the binding of a number or a model in this mapping");
            }
        });
    }

    private boolean isBound(Binding binding) {
        return bound.stream().anyMatch(each -> each.binding() == binding);
    }

    private void problem(SmallerProfile profile, String words) {
        problems.add("smaller profile " + profile.name() + ": " + words);
    }
}
