package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Reads {@code /api/events} as a browser does: what it is told, and the id with which it comes back. */
final class EventStream implements AutoCloseable {
    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private String lastId;

    /** @param lastId of an earlier stream; null for the first one */
    EventStream(int port, String lastId) throws IOException {
        connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/api/events").toURL().openConnection();
        connection.setReadTimeout((int) TestStudio.PATIENCE.toMillis());
        if (lastId != null) {
            connection.setRequestProperty("Last-Event-ID", lastId);
        }
        lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        this.lastId = lastId;
    }

    String contentType() {
        return connection.getContentType();
    }

    String lastId() {
        return lastId;
    }

    /** The next event. Waiting for it ends although heartbeats go on. */
    JsonNode next() throws IOException {
        return next(System.nanoTime() + TestStudio.PATIENCE.toNanos());
    }

    private JsonNode next(long deadline) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                lastId = line.substring("id: ".length());
            } else if (line.startsWith("data: ")) {
                return Json.mapper().readTree(line.substring("data: ".length()));
            } else if (System.nanoTime() > deadline) {
                throw new IOException("nothing of what is meant was told within " + TestStudio.PATIENCE);
            }
        }
        throw new IOException("the stream has ended");
    }

    /** Reads on to the first event that is meant. */
    JsonNode until(Predicate<JsonNode> meant) throws IOException {
        long deadline = System.nanoTime() + TestStudio.PATIENCE.toNanos();
        JsonNode event = next(deadline);
        while (!meant.test(event)) {
            event = next(deadline);
        }
        return event;
    }

    /** Reads on to the end of the stream, which the server makes. */
    void untilItEnds() {
        try {
            until(event -> false);
        } catch (IOException ended) {
            return;
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
