package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The contract with the model: {@code config/schemas/story.schema.json} and its siblings. The same files constrain the
 * model's reply and judge it, so they keep to what every server's grammar can do.
 */
final class StorySchema {
    private static final int MOST_COMPLAINTS = 5;

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final Path folder;
    private final Map<Part.Kind, JsonNode> documents = new EnumMap<>(Part.Kind.class);
    private final Map<Part.Kind, JsonSchema> validators = new EnumMap<>(Part.Kind.class);

    /** Reads the schemas; a file that is missing or is no schema stops the start. */
    StorySchema(Path folder) {
        this.folder = folder;
        for (Part.Kind kind : Part.Kind.values()) {
            JsonNode document = read(kind.name().toLowerCase(Locale.ROOT) + ".schema.json");
            documents.put(kind, document);
            validators.put(kind, factory.getSchema(document));
        }
    }

    /** Changes with every change of what the files say (P3). */
    String version() {
        return Sha256.hex(documents.toString());
    }

    /** The schema as the files say it, references resolved. */
    JsonNode document(Part.Kind kind) {
        return documents.get(kind);
    }

    /** The schema for a reply with exactly so many scenes. */
    ObjectNode forReply(Part.Kind kind, int scenes) {
        ObjectNode schema = documents.get(kind).deepCopy();
        if (schema.at("/properties/scenes") instanceof ObjectNode list) {
            list.put("minItems", scenes).put("maxItems", scenes);
        }
        return schema;
    }

    /** The schema for an outline whose lines have at most so many characters. */
    ObjectNode forOutline(int scenes, int lineLength) {
        ObjectNode schema = forReply(Part.Kind.OUTLINE, scenes);
        if (schema.at("/properties/scenes/items/properties/line") instanceof ObjectNode line) {
            line.put("maxLength", lineLength);
        }
        return schema;
    }

    /** What is wrong with a reply, in the validator's words; empty when nothing is. */
    List<String> complaints(Part.Kind kind, JsonNode reply) {
        return complaints(validators.get(kind), reply);
    }

    /** The same of a story that was cut off: what is asked for behind its scenes may be missing. */
    List<String> complaintsOfTorn(JsonNode story) {
        ObjectNode open = documents.get(Part.Kind.STORY).deepCopy();
        open.putArray("required").add("scenes");
        return complaints(factory.getSchema(open), story);
    }

    /** What is wrong with the words of a scene that the brief has not decided itself. */
    List<String> complaints(JsonNode scene, SceneDraft decided) {
        if (decided.isEmpty()) {
            return complaints(Part.Kind.SCENE, scene);
        }
        List<String> names = BriefData.names(decided);
        ObjectNode open = documents.get(Part.Kind.SCENE).deepCopy();
        ArrayNode required = open.putArray("required");
        documents.get(Part.Kind.SCENE).path("required").forEach(name -> {
            if (!names.contains(name.asText())) {
                required.add(name);
            }
        });
        ObjectNode written = scene.deepCopy();
        return complaints(factory.getSchema(open), written.remove(names));
    }

    /** What is wrong with words of a scene that are to change; the negative prompt is the whole one, defects included. */
    List<String> complaintsOfEdit(ObjectNode words) {
        ObjectNode open = documents.get(Part.Kind.SCENE).deepCopy();
        open.remove("required");
        if (open.at("/properties/negativePrompt") instanceof ObjectNode negative) {
            negative.put("maxLength", NegativePrompt.LONGEST);
        }
        return complaints(factory.getSchema(open), words);
    }

    private static List<String> complaints(JsonSchema validator, JsonNode reply) {
        return validator.validate(reply).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .limit(MOST_COMPLAINTS)
                .toList();
    }

    private JsonNode read(String name) {
        JsonNode document = Json.read(folder.resolve(name), JsonNode.class);
        if (!document.isObject()) {
            throw new IllegalArgumentException(folder.resolve(name) + " is not a JSON Schema object");
        }
        return resolved(document);
    }

    private JsonNode resolved(JsonNode node) {
        if (node.isArray()) {
            ArrayNode list = Json.mapper().createArrayNode();
            node.forEach(item -> list.add(resolved(item)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        if (node.has("$ref")) {
            return read(Path.of(node.get("$ref").asText()).getFileName().toString());
        }
        ObjectNode object = Json.mapper().createObjectNode();
        node.properties().forEach(field -> {
            if (!field.getKey().startsWith("$")) {
                object.set(field.getKey(), resolved(field.getValue()));
            }
        });
        return object;
    }
}
