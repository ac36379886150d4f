package io.showrunner.routes;

import io.showrunner.routes.RouteItem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Takes a route file apart into its entries. Their steps are not looked at: Camel judges those. */
final class RouteFileParser {
    private final RouteFile file;
    private final List<String> lines;

    private RouteFileParser(RouteFile file) {
        this.file = file;
        this.lines = file.content().lines().toList();
    }

    /** The entries of the file, in its order. */
    static List<RouteItem> parse(RouteFile file) {
        return new RouteFileParser(file).items();
    }

    private List<RouteItem> items() {
        Node root = root().orElseThrow(() -> refused(0, "the file is empty"));
        if (!(root instanceof SequenceNode list) || list.getFlowStyle() != FlowStyle.BLOCK) {
            throw refused(line(root), "a list of " + String.join(", ", Kind.keys()) + " is expected");
        }
        List<Node> entries = list.getValue();
        int[] starts = entries.stream().mapToInt(this::dashLine).toArray();
        List<RouteItem> items = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : lines.size();
            items.add(item(entries.get(i), alone(starts[0], starts[i], end)));
        }
        return items;
    }

    private Optional<Node> root() {
        try {
            return new Compose(LoadSettings.builder().build()).composeString(file.content());
        } catch (MarkedYamlEngineException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            throw new RouteRefused(
                    file.path(),
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(-1) + 1,
                    null,
                    "not YAML, column "
                            + (e.getProblemMark().map(Mark::getColumn).orElse(0) + 1) + ": " + context + e.getProblem(),
                    e);
        } catch (YamlEngineException e) {
            throw new RouteRefused(file.path(), 0, null, "not YAML: " + e.getMessage(), e);
        }
    }

    private RouteItem item(Node entry, String alone) {
        if (!(entry instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
            throw refused(
                    line(entry), "an entry with one of the keys " + String.join(", ", Kind.keys()) + " is expected");
        }
        String key = YamlText.scalar(mapping.getValue().get(0).getKeyNode()).orElse("");
        Kind kind = Kind.of(key).orElseThrow(() -> refused(line(entry), notKnown(key)));
        Node body = mapping.getValue().get(0).getValueNode();
        String id = id(kind, body).orElseThrow(() -> refused(line(entry), "a " + key + " without an id"));
        String from = from(kind, body);
        if (from.isEmpty() && (kind == Kind.ROUTE || kind == Kind.TEMPLATE)) {
            throw new RouteRefused(file.path(), line(entry), key + " " + id, "a " + key + " without from: uri");
        }
        return new RouteItem(
                kind,
                id,
                file,
                line(entry),
                alone,
                YamlText.fingerprint(
                        body, (node, why) -> new RouteRefused(file.path(), line(node), key + " " + id, why)),
                from,
                uses(kind, body));
    }

    private static String notKnown(String key) {
        String hint =
                switch (key) {
                    case "from" -> "; write it as route, with an id";
                    case "onException", "errorHandler", "onCompletion" -> "; it belongs in a routeConfiguration";
                    default -> "";
                };
        return "unknown entry '" + key + "', one of " + String.join(", ", Kind.keys()) + " is expected" + hint;
    }

    private static Optional<String> id(Kind kind, Node body) {
        return switch (kind) {
            case BEANS -> Optional.of(beanNames(body)).filter(names -> !names.isEmpty());
            case TEMPLATED_ROUTE -> YamlText.at(body, "routeId");
            case CONFIGURATION, TEMPLATE, ROUTE -> YamlText.at(body, "id");
        };
    }

    private static String beanNames(Node body) {
        if (!(body instanceof SequenceNode beans)) {
            return "";
        }
        return beans.getValue().stream()
                .map(bean -> YamlText.at(bean, "name"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(","));
    }

    private static String from(Kind kind, Node body) {
        return switch (kind) {
            case ROUTE -> YamlText.at(body, "from", "uri").orElse("");
            case TEMPLATE ->
                YamlText.at(body, "route", "from", "uri")
                        .or(() -> YamlText.at(body, "from", "uri"))
                        .orElse("");
            case BEANS, CONFIGURATION, TEMPLATED_ROUTE -> "";
        };
    }

    private static List<String> uses(Kind kind, Node body) {
        Optional<String> used =
                switch (kind) {
                    case ROUTE -> YamlText.at(body, "routeConfigurationId");
                    case TEMPLATE -> YamlText.at(body, "route", "routeConfigurationId");
                    case TEMPLATED_ROUTE -> YamlText.at(body, "routeTemplateRef");
                    case BEANS, CONFIGURATION -> Optional.empty();
                };
        return used.map(ids -> List.of(ids.split("\\s*,\\s*"))).orElse(List.of());
    }

    private String alone(int first, int start, int end) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> i < first || (i >= start && i < end) ? lines.get(i) : "")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private int dashLine(Node entry) {
        int line = line(entry) - 1;
        while (line > 0 && !lines.get(line).stripLeading().startsWith("-")) {
            line--;
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private RouteRefused refused(int line, String why) {
        return new RouteRefused(file.path(), line, null, why);
    }
}
