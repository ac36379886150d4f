package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.showrunner.e2e.HttpTalk.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code config/openapi.yaml} as a contract: what it says of every operation, and whether a reply keeps to it. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "delete");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode root;

    private ApiDocument(JsonNode root) {
        this.root = root;
    }

    /** One verb of one path. */
    record Operation(String method, String path, JsonNode node, List<JsonNode> parameters) {
        String id() {
            return node.path("operationId").asText();
        }

        /** In the form of {@link #parameter}: verb, path, and every parameter that is not part of the path. */
        String signature() {
            Set<String> names = new TreeSet<>();
            parameters.stream()
                    .filter(each -> !each.path("in").asText().equals("path"))
                    .forEach(each -> names.add(parameter(
                            each.path("in").asText(), each.path("name").asText())));
            return method + " " + path + " " + names;
        }

        Set<String> pathNames() {
            Set<String> names = new TreeSet<>();
            parameters.stream()
                    .filter(each -> each.path("in").asText().equals("path"))
                    .forEach(each -> names.add(each.path("name").asText()));
            return names;
        }
    }

    static String parameter(String place, String name) {
        return place + ":" + name;
    }

    /** Every object of a reply may have the properties that are named, and no other. */
    static ApiDocument read(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            close(root.path("paths"));
            close(root.path("components").path("schemas"));
            return new ApiDocument(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiDocument::close);
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(verb -> METHODS.contains(verb.getKey()))
                .forEach(verb -> all.add(operation(verb.getKey(), path.getKey(), path.getValue(), verb.getValue()))));
        return all;
    }

    private Operation operation(String verb, String path, JsonNode shared, JsonNode own) {
        List<JsonNode> parameters = new ArrayList<>();
        shared.path("parameters").forEach(each -> parameters.add(resolved(each)));
        own.path("parameters").forEach(each -> parameters.add(resolved(each)));
        return new Operation(verb.toUpperCase(Locale.ROOT), path, own, parameters);
    }

    /** The operation that takes a request; the path with most words of its own wins. */
    Operation operation(String method, String requestPath) {
        String path = requestPath.replaceFirst("\\?.*", "");
        return operations().stream()
                .filter(each -> each.method().equals(method) && path.matches(pattern(each.path())))
                .max((one, other) -> Integer.compare(literals(one.path()), literals(other.path())))
                .orElseThrow(() -> new AssertionError("no operation for " + method + " " + requestPath));
    }

    private static String pattern(String template) {
        return template.replace("{path}", ".+").replaceAll("\\{[^}]+}", "[^/]+");
    }

    private static int literals(String template) {
        return template.replaceAll("\\{[^}]+}", "").length();
    }

    /** The node, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : node;
    }

    /** What of a reply is not as the operation says; empty when all is. */
    List<String> faults(Operation operation, Reply reply) {
        JsonNode responses = operation.node().path("responses");
        JsonNode response = resolved(responses.path(Integer.toString(reply.status())));
        if (response.isMissingNode() && reply.status() >= 400) {
            response = resolved(responses.path("default"));
        }
        if (response.isMissingNode()) {
            return List.of("status " + reply.status() + " is not documented");
        }
        List<String> faults = new ArrayList<>(missingHeaders(response, reply));
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            if (!reply.body().isEmpty()) {
                faults.add("a body is not documented");
            }
            return faults;
        }
        String type =
                Optional.ofNullable(reply.header("Content-Type")).orElse("none").replaceFirst(";.*", "");
        JsonNode media = content.has(type) ? content.path(type) : content.path("*/*");
        if (media.isMissingNode()) {
            faults.add("content type " + type + " is not documented");
        } else if (type.endsWith("json") && media.has("schema")) {
            schema(media.path("schema")).validate(reply.json()).forEach(each -> faults.add(each.getMessage()));
        }
        return faults;
    }

    private List<String> missingHeaders(JsonNode response, Reply reply) {
        Iterator<String> names = response.path("headers").fieldNames();
        Stream<String> all = StreamSupport.stream(((Iterable<String>) () -> names).spliterator(), false);
        return all.filter(name -> resolved(response.path("headers").path(name))
                        .path("required")
                        .asBoolean())
                .filter(name -> reply.header(name) == null)
                .map(name -> "header " + name + " is missing")
                .toList();
    }

    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", root.path("components"));
        return SCHEMAS.getSchema(whole);
    }
}
