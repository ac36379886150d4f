package io.showrunner.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.showrunner.config.NearestName;
import io.showrunner.story.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code config/schemas/brief.schema.json} at work. What a value must be is said once, in the {@code description} beside
 * the rule itself: {@code "a whole number from 1 to 12"}. Thread-safe.
 */
final class BriefSchema {
    private final JsonNode document;
    private final JsonSchema schema;

    BriefSchema(Path file) {
        document = Json.read(file, JsonNode.class);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        document,
                        SchemaValidatorsConfig.builder().locale(Locale.ROOT).build());
    }

    /** What is wrong with the brief, one problem for each place, in the order of the places. */
    List<Problem> problems(JsonNode brief) {
        Map<String, ValidationMessage> firstByPlace = new LinkedHashMap<>();
        schema.validate(brief).stream()
                .sorted(Comparator.comparing(message -> !message.getType().equals("type")))
                .forEach(message -> firstByPlace.putIfAbsent(place(message), message));
        List<Problem> problems = new ArrayList<>();
        firstByPlace.entrySet().stream()
                .limit(BriefRejectedException.MOST_SHOWN + 1L)
                .forEach(entry -> problems.add(problem(entry.getKey(), entry.getValue())));
        return problems;
    }

    private Problem problem(String place, ValidationMessage message) {
        JsonNode rules = rulesAround(message);
        return switch (message.getType()) {
            case "required" ->
                Problem.of(
                        place,
                        "it is missing; it must be "
                                + rules.path("properties")
                                        .path(message.getProperty())
                                        .path("description")
                                        .asText());
            case "additionalProperties" -> Problem.of(place, "there is no such field" + meant(message, rules));
            case "propertyNames" ->
                Problem.of(
                        place,
                        Excerpt.quoted(message.getProperty()),
                        "it must be "
                                + rules.path("propertyNames")
                                        .path("description")
                                        .asText());
            default ->
                Problem.of(
                        place,
                        shown(message.getInstanceNode()),
                        "it must be " + rules.path("description").asText() + inQuotes(message, rules));
        };
    }

    /** Helps with YAML, which takes {@code title: 1984} for a number. */
    private static String inQuotes(ValidationMessage message, JsonNode rules) {
        boolean bare = message.getInstanceNode().isNumber()
                || message.getInstanceNode().isBoolean();
        return bare && rules.path("type").asText().equals("string") ? ", in quotes" : "";
    }

    private static String meant(ValidationMessage message, JsonNode rules) {
        List<String> names = new ArrayList<>();
        rules.path("properties").fieldNames().forEachRemaining(names::add);
        Optional<String> nearest = NearestName.likely(message.getProperty(), names);
        return nearest.map(name -> "; did you mean " + name + "?")
                .orElse("; the fields are " + String.join(", ", names));
    }

    private JsonNode rulesAround(ValidationMessage message) {
        JsonNodePath rule = message.getSchemaLocation().getFragment().getParent();
        JsonNode node = document;
        for (int i = 0; i < rule.getNameCount(); i++) {
            Object element = rule.getElement(i);
            node = element instanceof Integer index ? node.path(index) : node.path(element.toString());
        }
        return node;
    }

    private static String place(ValidationMessage message) {
        StringBuilder place = new StringBuilder();
        JsonNodePath path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            append(place, path.getElement(i));
        }
        if (message.getProperty() != null) {
            append(place, message.getProperty());
        }
        return place.toString();
    }

    private static void append(StringBuilder place, Object element) {
        if (element instanceof Integer index) {
            place.append('[').append(index).append(']');
        } else {
            place.append(place.isEmpty() ? "" : ".").append(element);
        }
    }

    private static String shown(JsonNode value) {
        if (value.isTextual()) {
            return Excerpt.quoted(value.textValue());
        }
        if (value.isContainerNode()) {
            return (value.isArray() ? "a list of " : "an object of ") + value.size();
        }
        return Excerpt.of(value.asText());
    }
}
