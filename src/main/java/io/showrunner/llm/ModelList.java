package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.showrunner.llm.ChatReply.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of a model list, and whether it is the answer of a healthy endpoint. LM Studio answers any path with 200,
 * so the body decides.
 *
 * @param models names as a request would give them; what is listed need not be loaded
 * @param problem null when healthy; else what is wrong and what to do
 * @param loading true when the server says that it will be there as soon as its model is loaded
 */
public record ModelList(boolean healthy, List<String> models, String problem, boolean loading) {
    private static final int MOST_MODELS = 1000;
    private static final int MOST_NAMED = 10;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public ModelList {
        models = List.copyOf(models);
    }

    /** Reads the answer to {@code GET …/models}. */
    public static ModelList parse(int status, String body) {
        JsonNode json = read(body);
        boolean success = status >= 200 && status <= 299;
        boolean openAi = json != null && "list".equals(json.path("object").asText()) && json.has("data");
        if (!success || json == null || !(openAi || json.path("models").isArray())) {
            return unhealthy(status, ErrorText.of(json, body == null ? "" : body));
        }
        return new ModelList(true, names(openAi ? json.path("data") : json.path("models")), null, false);
    }

    /** True when the endpoint lists the model; Ollama's tag {@code :latest} may be left out. */
    public boolean offers(String model) {
        return models.contains(model) || models.contains(model + ":latest");
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
        return new ModelList(false, List.of(), problem, status == 503 && error.isAboutLoading());
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : list) {
            for (String key : List.of("id", "key", "model", "name")) {
                if (entry.path(key).isTextual() && names.size() < MOST_MODELS) {
                    names.add(entry.get(key).asText());
                    break;
                }
            }
        }
        return names;
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
