package io.showrunner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.health.HttpCalls;
import io.showrunner.story.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Talks to a running Showrunner over its HTTP API. Every failure is an {@link IOException} that says what to do about it:
 * a refusal in the server's own words, else why there was no answer.
 */
final class ApiClient {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final BodyPublisher NOTHING = BodyPublishers.noBody();

    private final HttpCalls http = new HttpCalls();
    private final URI server;
    private final String token;

    /** @param token sent as bearer token; empty for none */
    ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** An id as one segment of a path, whatever is in it. */
    static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) throws IOException {
        return send(request(path).GET());
    }

    JsonNode post(String path) throws IOException {
        return send(request(path).POST(NOTHING));
    }

    JsonNode post(String path, String contentType, byte[] body) throws IOException {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    JsonNode put(String path, Object body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Json.write(body))));
    }

    /** The answer of a deletion is a missing node when the server has nothing more to say. */
    JsonNode delete(String path) throws IOException {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.toString().replaceFirst("/+$", "") + path))
                .timeout(DEADLINE)
                .header("Accept", "application/json, application/problem+json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        HttpCalls.Reply reply;
        try {
            reply = http.send(request.build(), DEADLINE).join();
        } catch (CompletionException e) {
            throw new Unreachable(
                    "cannot reach " + server + " (" + e.getCause().getMessage() + "); is Showrunner running there?", e);
        }
        if (reply.status() / 100 != 2) {
            throw new IOException(ProblemText.of(server, reply));
        }
        try {
            return Json.mapper().readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new IOException(server + " does not answer JSON; is this Showrunner?", e);
        }
    }

    /** Nobody answered. */
    static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
