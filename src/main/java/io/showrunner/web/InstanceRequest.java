package io.showrunner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.InstanceCheck;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/** The server that a request wants to have added. */
final class InstanceRequest {
    private static final Set<String> FIELDS = Set.of("id", "url", "slots", "outputDirectory");
    private static final String EXAMPLE = "{\"id\": \"gpu1\", \"url\": \"http://127.0.0.1:8189\", \"slots\": 2}";

    private InstanceRequest() {}

    /** It names no server that can be used; answered with 400 and everything that is wrong. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        private Unusable(List<String> problems) {
            super(String.join(" ", problems));
            this.problems = problems;
        }

        static void answer(Exchange exchange) {
            Unusable why = ObjectHelper.getException(Unusable.class, Answers.caught(exchange));
            Answers.problem(
                    exchange,
                    Problem.of(400, "server not usable", "Send JSON such as " + EXAMPLE + ".")
                            .with(why.problems));
        }
    }

    static InstanceSettings of(Exchange exchange) {
        JsonNode body = read(exchange.getMessage().getBody(String.class));
        List<String> problems = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                problems.add("There is no field " + (name.length() > 50 ? name.substring(0, 50) + "…" : name) + ".");
            }
        });
        InstanceCheck check = new InstanceCheck();
        Optional<InstanceSettings> instance =
                check.of(text(body, "id"), text(body, "url"), text(body, "slots"), text(body, "outputDirectory"));
        problems.addAll(check.problems());
        return instance.filter(usable -> problems.isEmpty()).orElseThrow(() -> new Unusable(problems));
    }

    private static JsonNode read(String body) {
        try {
            JsonNode read = Json.mapper().readTree(body == null ? "" : body);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new Unusable(List.of("The body is not JSON: " + e.getOriginalMessage() + "."));
        }
        throw new Unusable(List.of("The body is not a JSON object."));
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
