package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which JSON schemas llama-server cannot make a grammar of, in its words. */
final class GrammarCheck {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");

    private GrammarCheck() {}

    /** What is wrong with the schema; empty when a grammar can be made of it. */
    static Optional<String> problem(JsonNode schema) {
        return problem(schema, schema).map(words -> "JSON schema error at #: " + words);
    }

    private static Optional<String> problem(JsonNode schema, JsonNode root) {
        String ref = schema.path("$ref").asText("");
        if (!ref.isEmpty() && !ref.startsWith("#")) {
            return Optional.of("unsupported $ref " + ref + ", only references into the same document are supported");
        }
        if (!ref.isEmpty() && root.at(ref.substring(1)).isMissingNode()) {
            return Optional.of("cannot resolve $ref " + ref);
        }
        JsonNode type = schema.path("type");
        if (type.isTextual() && !TYPES.contains(type.asText())) {
            return Optional.of("unrecognized type " + type.asText());
        }
        return Stream.concat(schema.path("properties").valueStream(), Stream.of(schema.path("items")))
                .filter(JsonNode::isObject)
                .flatMap(inner -> problem(inner, root).stream())
                .findFirst();
    }
}
