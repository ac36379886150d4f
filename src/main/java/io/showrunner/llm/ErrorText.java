package io.showrunner.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an error, whichever of the three shapes they come in, and what they are about. */
record ErrorText(String words) {
    private static final int LONGEST = 300;
    private static final Pattern STREAMING = Pattern.compile("\\bstream(ing|_options)?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,300})</title>", Pattern.CASE_INSENSITIVE);

    /** Reads {@code {"error": "…"}}, {@code {"error": {"message": "…"}}}, the title of an HTML page, or plain text. */
    static ErrorText of(JsonNode json, String body) {
        if (json == null && body.stripLeading().startsWith("<")) {
            Matcher title = TITLE.matcher(body);
            return new ErrorText(shorten(title.find() ? title.group(1) : body));
        }
        JsonNode error = json == null ? null : json.get("error");
        if (error == null || error.isNull()) {
            String message = json == null ? body : json.path("message").asText(body);
            return new ErrorText(shorten(message));
        }
        if (!error.isObject()) {
            return new ErrorText(shorten(error.asText()));
        }
        String words = shorten(error.path("message").asText(error.toString()));
        return new ErrorText(words + numbers(error));
    }

    boolean isAboutContext() {
        return says("n_ctx", "exceed_context_size", "context length", "context size", "context window", "n_keep")
                || (says("context") && says("overflow"));
    }

    /** What llama-server says to all requests at once when together they fill the context that its slots share. */
    boolean isAboutSharedContext() {
        return says("context size has been exceeded");
    }

    boolean isAboutResponseFormat() {
        return says("response_format", "json_schema", "json schema", "grammar", "structured output");
    }

    boolean isAboutStreaming() {
        return STREAMING.matcher(words).find();
    }

    boolean isAboutRoles() {
        return says("jinja", "roles are supported", "roles must alternate");
    }

    boolean isAboutModel() {
        return says("no models loaded", "model_not_found", "invalid model identifier", "model is not loaded")
                || (says("model") && says("not found", "does not exist"));
    }

    boolean isAboutCrash() {
        return says("has crashed", "channel error");
    }

    /** llama-server cannot read what its own model has written, whatever status that gets. */
    boolean isAboutOutput() {
        return says("model produced output that does not match");
    }

    boolean isAboutLoading() {
        return says("loading model");
    }

    boolean isAboutEndpoint() {
        return says("unexpected endpoint");
    }

    private boolean says(String... phrases) {
        String lower = words.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static String numbers(JsonNode error) {
        String code = error.path("code").isTextual()
                ? " [" + shorten(error.get("code").asText()) + "]"
                : "";
        return error.has("n_ctx")
                ? code + " (prompt " + error.path("n_prompt_tokens").asText("?") + " tokens, context "
                        + error.get("n_ctx").asText() + ")"
                : code;
    }

    private static String shorten(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "no explanation";
        }
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
