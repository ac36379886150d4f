package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Gives briefs to a running Showrunner. Its failures say what to do about them. */
final class StoryClient {
    private final ApiClient api;
    private final long maxSize;
    private final Path inbox;

    /**
     * @param maxSize bytes of the largest brief
     * @param inbox the way that is left when the server cannot be reached
     */
    StoryClient(ApiClient api, long maxSize, Path inbox) {
        this.api = api;
        this.maxSize = maxSize;
        this.inbox = inbox;
    }

    /** Sends the brief and returns the id of its story. */
    String submit(Path file) throws IOException {
        String type = contentType(file);
        byte[] content = read(file);
        try {
            JsonNode id = api.post("/api/stories", type, content).path("storyId");
            if (id.isTextual()) {
                return id.asText();
            }
        } catch (ApiClient.Unreachable e) {
            throw new IOException(e.getMessage() + " Or put the brief into " + inbox, e);
        }
        throw new IOException("the server answers without a storyId; is this Showrunner?");
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
