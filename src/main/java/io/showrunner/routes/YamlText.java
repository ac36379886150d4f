package io.showrunner.routes;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What a YAML node says. */
final class YamlText {
    private YamlText() {}

    static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** The text under the given keys, from mapping to mapping. */
    static Optional<String> at(Node node, String... keys) {
        Optional<Node> found = Optional.of(node);
        for (String key : keys) {
            found = found.flatMap(parent -> child(parent, key));
        }
        return found.flatMap(YamlText::scalar).filter(text -> !text.isBlank());
    }

    private static Optional<Node> child(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> scalar(tuple.getKeyNode()).filter(key::equals).isPresent())
                .map(NodeTuple::getValueNode)
                .findFirst();
    }

    /**
     * The node as one line without comments and layout: equal for nodes that mean the same.
     *
     * @param refusal made of the place and the reason, and thrown, when the node uses anchors, which could make it endless, or
     *     has a key twice in one mapping, of which Camel would take the last without a word
     */
    static String fingerprint(Node node, BiFunction<Node, String, RouteRefused> refusal) {
        StringBuilder text = new StringBuilder();
        append(node, text, refusal);
        return text.toString();
    }

    private static void append(Node node, StringBuilder text, BiFunction<Node, String, RouteRefused> refusal) {
        if (node.getAnchor().isPresent()) {
            throw refusal.apply(node, "anchors and aliases are not used in route files");
        }
        if (node instanceof ScalarNode scalar) {
            text.append('\'')
                    .append(scalar.getValue().replace("'", "''"))
                    .append('\'')
                    .append(scalar.getTag());
        } else if (node instanceof SequenceNode sequence) {
            text.append('[');
            sequence.getValue().forEach(each -> append(each, text, refusal));
            text.append(']');
        } else if (node instanceof MappingNode mapping) {
            refuseKeysThatStandTwice(mapping, refusal);
            text.append('{');
            mapping.getValue().forEach(tuple -> {
                append(tuple.getKeyNode(), text, refusal);
                append(tuple.getValueNode(), text, refusal);
            });
            text.append('}');
        }
    }

    private static void refuseKeysThatStandTwice(MappingNode mapping, BiFunction<Node, String, RouteRefused> refusal) {
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            scalar(key).filter(name -> !keys.add(name)).ifPresent(name -> {
                throw refusal.apply(key, "the key '" + name + "' stands twice in the same place");
            });
        }
    }
}
