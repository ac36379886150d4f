package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Everything that an answer says, a line for each field, for people. */
final class FieldLines {
    private static final String INDENT = "  ";

    private final List<String> lines = new ArrayList<>();

    private FieldLines() {}

    static List<String> of(JsonNode answer) {
        FieldLines fields = new FieldLines();
        fields.add("", answer);
        return fields.lines;
    }

    private void add(String indent, JsonNode node) {
        node.properties().forEach(field -> add(indent, field.getKey() + ":", field.getValue()));
        if (node.isArray()) {
            node.forEach(each -> add(indent, "-", each));
        }
    }

    private void add(String indent, String name, JsonNode value) {
        if (value.isContainerNode() && !value.isEmpty()) {
            lines.add(indent + name);
            add(indent + INDENT, value);
        } else {
            lines.add((indent + name + " " + (value.isNull() || value.isContainerNode() ? "-" : value.asText()))
                    .stripTrailing());
        }
    }
}
