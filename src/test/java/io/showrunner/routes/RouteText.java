package io.showrunner.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A route file as the rules see it: its lines, and its routes, templates and configurations as trees. */
record RouteText(String file, List<String> lines, JsonNode tree) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** A route or the body of a template. */
    record Body(RouteText text, String id, boolean isTemplate, JsonNode parameters, JsonNode route) {
        String from() {
            return route.at("/from/uri").asText();
        }

        JsonNode steps() {
            return route.at("/from/steps");
        }

        Set<String> parameterNames() {
            return Set.copyOf(parameters.findValuesAsText("name"));
        }
    }

    static List<RouteText> readAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(RouteFile.SUFFIX))
                    .sorted()
                    .map(RouteText::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RouteText read(Path path) {
        try {
            String text = Files.readString(path);
            return new RouteText(path.getFileName().toString(), text.lines().toList(), YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        for (JsonNode entry : tree) {
            if (entry.has("route")) {
                JsonNode route = entry.get("route");
                bodies.add(new Body(this, route.path("id").asText(), false, route.path("parameters"), route));
            } else if (entry.has("routeTemplate")) {
                JsonNode template = entry.get("routeTemplate");
                JsonNode route = template.has("route") ? template.get("route") : template;
                bodies.add(new Body(this, template.path("id").asText(), true, template.path("parameters"), route));
            }
        }
        return bodies;
    }

    List<JsonNode> configurations() {
        return tree.valueStream()
                .filter(entry -> entry.has("routeConfiguration"))
                .map(entry -> entry.get("routeConfiguration"))
                .toList();
    }

    /** Calls the visitor with every key and its value, and with the key for every element of a list under it. */
    static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(field -> {
            visitor.accept(field.getKey(), field.getValue());
            if (field.getValue().isArray()) {
                field.getValue().forEach(each -> visitor.accept(field.getKey(), each));
            }
            walk(field.getValue(), visitor);
        });
        if (node.isArray()) {
            node.forEach(each -> walk(each, visitor));
        }
    }
}
