package io.showrunner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.health.HttpCalls;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/** Gives briefs to a running Showrunner over its HTTP API. Its failures say what to do about them. */
final class StoryClient {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpCalls http = new HttpCalls();
    private final URI server;
    private final String token;
    private final long maxSize;
    private final Path inbox;

    /**
     * @param token sent as bearer token; empty for none
     * @param maxSize bytes of the largest brief
     * @param inbox the way that is left when the server cannot be reached
     */
    StoryClient(URI server, String token, long maxSize, Path inbox) {
        this.server = server;
        this.token = token;
        this.maxSize = maxSize;
        this.inbox = inbox;
    }

    /** Sends the brief and returns the id of its story. */
    String submit(Path file) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + "/api/stories"))
                .timeout(DEADLINE)
                .header("Content-Type", contentType(file))
                .header("Accept", "application/json, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(read(file)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpCalls.Reply reply;
        try {
            reply = http.send(request.build(), DEADLINE).join();
        } catch (CompletionException e) {
            throw new IOException(
                    "cannot reach " + server + " (" + e.getCause().getMessage()
                            + "); is Showrunner running there? Or put the brief into " + inbox,
                    e);
        }
        return storyId(reply);
    }

    private String storyId(HttpCalls.Reply reply) throws IOException {
        if (reply.status() / 100 != 2) {
            throw new IOException(ProblemText.of(server, reply));
        }
        try {
            JsonNode id = Json.mapper().readTree(reply.body()).path("storyId");
            if (id.isTextual()) {
                return id.asText();
            }
        } catch (JsonProcessingException e) {
            throw new IOException(server + " does not answer JSON; is this Showrunner?", e);
        }
        throw new IOException(server + " answers HTTP " + reply.status() + " without a storyId; is this Showrunner?");
    }

    private String address() {
        return server.toString().replaceFirst("/+$", "");
    }

    private byte[] read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes((int) Math.min(maxSize + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > maxSize) {
                throw new IOException(
                        "larger than " + maxSize + " bytes, which is the limit (showrunner.brief.max-size)");
            }
            return bytes;
        }
    }

    private static String contentType(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> "application/json";
            case "yaml", "yml" -> "application/yaml";
            case "md", "markdown" -> "text/markdown";
            default -> throw new IOException("not a brief: its name must end with .json, .yaml, .yml or .md");
        };
    }
}
