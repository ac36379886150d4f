package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a server is asked which models it has in memory, and told to take one out. A server is known by its answer: LM Studio
 * answers any path with 200.
 */
public enum ModelMemory {
    OLLAMA("/api/ps", "/api/generate"),
    /** 0.4 and later. */
    LM_STUDIO("/api/v1/models", "/api/v1/models/unload"),
    /** Before 0.4: says what is loaded, and unloads only by itself when the model has been idle for its TTL. */
    LM_STUDIO_OLD("/api/v0/models", null);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String listPath;
    private final String unloadPath;

    ModelMemory(String listPath, String unloadPath) {
        this.listPath = listPath;
        this.unloadPath = unloadPath;
    }

    /** Where to ask. */
    public String listPath() {
        return listPath;
    }

    /** Where to tell it; null when it cannot be told. */
    public String unloadPath() {
        return unloadPath;
    }

    /** True when it unloads a model because it is told to. */
    public boolean canUnload() {
        return unloadPath != null;
    }

    /**
     * Reads the answer of {@link #listPath()}.
     *
     * @return the names under which the model is in memory, none when it is not; empty when no such server answers so
     */
    public Optional<List<String>> loaded(int status, String body, String model) {
        JsonNode list = read(body).path(this == LM_STUDIO_OLD ? "data" : "models");
        if (status != 200 || !list.isArray()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        list.forEach(entry -> addLoaded(entry, model, names));
        return Optional.of(names);
    }

    private void addLoaded(JsonNode entry, String model, List<String> names) {
        switch (this) {
            case OLLAMA -> {
                String name = entry.path("name").asText();
                if (name.equals(model) || name.equals(model + ":latest")) {
                    names.add(name);
                }
            }
            case LM_STUDIO -> {
                if (entry.path("key").asText().equals(model)) {
                    entry.path("loaded_instances")
                            .forEach(instance -> names.add(instance.path("id").asText()));
                }
            }
            case LM_STUDIO_OLD -> {
                if (entry.path("id").asText().equals(model)
                        && entry.path("state").asText().equals("loaded")) {
                    names.add(model);
                }
            }
        }
    }

    /** The body that takes a model out of memory, by a name of {@link #loaded}. */
    public String unloadBody(String name) {
        return (this == OLLAMA
                        ? MAPPER.createObjectNode().put("model", name).put("keep_alive", 0)
                        : MAPPER.createObjectNode().put("instance_id", name))
                .toString();
    }

    private static JsonNode read(String body) {
        try {
            JsonNode json = MAPPER.readTree(body == null ? "" : body);
            return json == null ? MAPPER.missingNode() : json;
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        }
    }
}
