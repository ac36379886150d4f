package io.showrunner.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * {@code <name>.mapping.json} as its author wrote it, nothing checked yet.
 *
 * @param expectedFrames frames the workflow makes when no input decides it; null when an input does
 * @param expectedSeconds how long its author expects a scene to take on average; null when nobody said
 * @param smaller how it is made with less memory, the largest first
 */
record MappingFile(
        String description,
        String framesNode,
        List<Entry> bindings,
        Requirements requires,
        @JsonProperty("vramEstimateMB") Integer vramEstimate,
        Integer expectedFrames,
        ExpectedSeconds expectedSeconds,
        Map<String, String> phases,
        List<SmallerProfile> smaller) {

    /**
     * @param binding one of the words of {@link Binding}; several entries may share one
     * @param required true when the workflow makes no sense without the value, false to leave its own
     */
    record Entry(String binding, String nodeId, Selector selector, String input, boolean required) {}

    /** Names a node by what it is; both must match where both are given. */
    record Selector(@JsonProperty("class_type") String classType, String title) {}

    /** Model folder of ComfyUI to the names that must be in it. */
    record Requirements(Map<String, List<String>> models) {}

    MappingFile {
        bindings = bindings == null ? List.of() : bindings;
        phases = phases == null ? Map.of() : Collections.unmodifiableMap(phases);
        smaller = smaller == null ? List.of() : List.copyOf(smaller);
        requires = requires == null || requires.models() == null ? new Requirements(Map.of()) : requires;
    }
}
