package io.showrunner.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.FileStamp;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The two files of one template: whether they changed, and what they say. */
record WorkflowFiles(String name, Path workflow, Path mapping) {
    static final String WORKFLOW_ENDING = ".workflow.json";
    static final String MAPPING_ENDING = ".mapping.json";
    private static final long LARGEST_FILE = 5 << 20;
    private static final ObjectReader STRICT = Json.mapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What a change of either file changes. */
    record Stamp(Optional<FileStamp> workflow, Optional<FileStamp> mapping) {}

    static WorkflowFiles of(Path folder, String name) {
        return new WorkflowFiles(name, folder.resolve(name + WORKFLOW_ENDING), folder.resolve(name + MAPPING_ENDING));
    }

    Stamp stamp() {
        return new Stamp(FileStamp.of(workflow), FileStamp.of(mapping));
    }

    /** @throws UnusableWorkflow when a file is missing or unreadable, or the two do not fit */
    WorkflowTemplate load() {
        JsonNode tree = read(workflow, JsonNode.class);
        if (!(tree instanceof ObjectNode nodes)) {
            throw problem(workflow, "is not a JSON object of nodes");
        }
        return new TemplateCheck(name, nodes, read(mapping, MappingFile.class)).template();
    }

    private <T> T read(Path file, Class<T> type) {
        try {
            T value = STRICT.forType(type).readValue(content(file));
            if (value == null) {
                throw problem(file, "is empty");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw problem(file, "field " + e.getPropertyName() + " is unknown" + line(e) + "; known are " + known);
        } catch (JsonMappingException e) {
            throw problem(file, "cannot be read" + line(e) + ": " + path(e) + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw problem(file, "is not JSON" + line(e) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw problem(file, "cannot be read: " + e.getMessage());
        }
    }

    private byte[] content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw problem(file, "is missing; a template is a pair of " + WORKFLOW_ENDING + " and " + MAPPING_ENDING);
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw problem(file, "is larger than " + LARGEST_FILE + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private UnusableWorkflow problem(Path file, String words) {
        return new UnusableWorkflow(name, List.of(file.getFileName() + " " + words));
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " at line " + e.getLocation().getLineNr();
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }
}
