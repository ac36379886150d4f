package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Speaks to a chat completions server as any client would. */
final class ChatClient {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI url;
    private final String model;

    ChatClient(URI url, String model) {
        this.url = url;
        this.model = model;
    }

    /** A request with one user message and the schema of a story. */
    ObjectNode storyRequest(String prompt, int scenes) {
        ObjectNode body = Reply.JSON
                .createObjectNode()
                .put("model", model)
                .put("temperature", 0.4)
                .put("max_tokens", 200 + 300 * scenes)
                .put("seed", 42)
                .put("stream", false);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        body.putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "story")
                .put("strict", true)
                .set("schema", storySchema(scenes));
        return body;
    }

    static JsonNode storySchema(int scenes) {
        return json("""
                {"type": "object", "additionalProperties": false, "required": ["logline", "directorsVision", "scenes"],
                 "properties": {
                  "logline": {"type": "string", "minLength": 1, "maxLength": 200},
                  "directorsVision": {"type": "string", "minLength": 1, "maxLength": 500},
                  "scenes": {"type": "array", "minItems": %d, "maxItems": %d, "items": {
                   "type": "object", "additionalProperties": false,
                   "required": ["title", "summary", "prompt", "mood", "cameraMovement", "palette", "expectedFrames", "negativePrompt"],
                   "properties": {
                    "title": {"type": "string", "minLength": 1, "maxLength": 80},
                    "summary": {"type": "string", "minLength": 1, "maxLength": 400},
                    "prompt": {"type": "string", "minLength": 1, "maxLength": 600},
                    "mood": {"type": "string", "minLength": 1, "maxLength": 60},
                    "cameraMovement": {"type": "string", "minLength": 1, "maxLength": 80},
                    "palette": {"type": "string", "minLength": 1, "maxLength": 120},
                    "expectedFrames": {"type": "integer", "minimum": 1, "maximum": 100},
                    "negativePrompt": {"type": "string", "minLength": 1, "maxLength": 300}}}}}}
                """.formatted(scenes, scenes));
    }

    /** The events of a stream that has come to its end, its end mark left out. */
    static List<JsonNode> chunks(HttpResponse<String> response) {
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> json(line.substring("data: ".length())))
                .toList();
    }

    /** What the events say together in one field of their delta. */
    static String words(List<JsonNode> chunks, String field) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta").path(field).asText(""))
                .collect(Collectors.joining());
    }

    HttpResponse<String> post(JsonNode body) {
        return post(url, body.toString());
    }

    HttpResponse<String> post(URI target, String body) {
        return send(HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    CompletableFuture<HttpResponse<String>> postAsync(JsonNode body) {
        return http.sendAsync(
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The body of the answer from its first byte on; closing it closes the connection. */
    InputStream open(JsonNode body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .join()
                .body();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build());
    }

    /** What the model said, after checking that the server said it in the right form. */
    String content(ObjectNode request) {
        HttpResponse<String> response = post(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response.body()).at("/choices/0/message/content").asText();
    }

    static JsonNode json(String text) {
        try {
            return Reply.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
