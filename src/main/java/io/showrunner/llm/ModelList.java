package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.showrunner.llm.ChatReply.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer of a model list, and whether it is the answer of a healthy endpoint. LM Studio answers any path with 200,
 * so the body decides.
 *
 * @param models names as a request would give them; what is listed need not be loaded
 * @param problem null when healthy; else what is wrong and what to do
 * @param loading true when the server says that it will be there as soon as its model is loaded
 * @param contexts tokens that question and answer may have together, by model, where the list says so
 */
public record ModelList(
        boolean healthy, List<String> models, String problem, boolean loading, Map<String, Integer> contexts) {
    private static final int MOST_MODELS = 1000;
    private static final int MOST_NAMED = 10;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public ModelList {
        models = List.copyOf(models);
        contexts = Map.copyOf(contexts);
    }

    /** Reads the answer to {@code GET …/models}. */
    public static ModelList parse(int status, String body) {
        JsonNode json = read(body);
        boolean success = status >= 200 && status <= 299;
        boolean openAi = json != null && "list".equals(json.path("object").asText()) && json.has("data");
        if (!success || json == null || !(openAi || json.path("models").isArray())) {
            return unhealthy(status, ErrorText.of(json, body == null ? "" : body));
        }
        JsonNode list = openAi ? json.path("data") : json.path("models");
        return new ModelList(true, names(list), null, false, contexts(list));
    }

    /** True when the endpoint lists the model; Ollama's tag {@code :latest} may be left out. */
    public boolean offers(String model) {
        return models.contains(model) || models.contains(model + ":latest");
    }

    /** Tokens that question and answer may have together; null when the list does not say. */
    public Integer contextOf(String model) {
        return contexts.getOrDefault(model, contexts.get(model + ":latest"));
    }

    /** What to tell a person whose model is not listed. */
    public String missing(String model) {
        if (models.isEmpty()) {
            return "model '" + model + "' is not available; the endpoint lists no models";
        }
        String more = models.size() > MOST_NAMED ? " and " + (models.size() - MOST_NAMED) + " more" : "";
        return "model '" + model + "' is not available; the endpoint lists "
                + String.join(", ", models.subList(0, Math.min(MOST_NAMED, models.size()))) + more;
    }

    private static ModelList unhealthy(int status, ErrorText error) {
        String advice =
                switch (status) {
                    case 401, 403 -> "; " + Kind.CREDENTIALS.advice();
                    case 200, 301, 302, 303, 307, 308, 404, 405 -> "; " + Kind.BASE_URL.advice();
                    default -> "";
                };
        String problem = "HTTP " + status + ": " + error.words() + advice;
        return new ModelList(false, List.of(), problem, status == 503 && error.isAboutLoading(), Map.of());
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : list) {
            String name = name(entry);
            if (name != null && names.size() < MOST_MODELS) {
                names.add(name);
            }
        }
        return names;
    }

    private static Map<String, Integer> contexts(JsonNode list) {
        Map<String, Integer> contexts = new HashMap<>();
        for (JsonNode entry : list) {
            String name = name(entry);
            Integer length = ContextLength.of(entry);
            if (name != null && length != null && contexts.size() < MOST_MODELS) {
                contexts.put(name, length);
            }
        }
        return contexts;
    }

    private static String name(JsonNode entry) {
        for (String key : List.of("id", "key", "model", "name")) {
            if (entry.path(key).isTextual()) {
                return entry.get(key).asText();
            }
        }
        return null;
    }

    private static JsonNode read(String body) {
        try {
            JsonNode json = MAPPER.readTree(body == null ? "" : body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
