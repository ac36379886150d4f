package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import io.showrunner.verify.Rest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hears what a server tells at {@code /api/events}, and comes back with the last id when the connection ends. A server beats
 * every 15 s while it has nothing to tell; one that does not is taken for gone.
 */
final class EventReader {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final String ID = "id: ";
    private static final String DATA = "data: ";

    private final ApiClient api;
    private final Rest rest;
    private final Consumer<String> note;
    private final Duration longestSilence;
    private String lastId;

    /** @param note is told when the server goes away and comes back */
    EventReader(ApiClient api, Rest rest, Consumer<String> note) {
        this(api, rest, note, LONGEST_SILENCE);
    }

    EventReader(ApiClient api, Rest rest, Consumer<String> note, Duration longestSilence) {
        this.longestSilence = longestSilence;
        this.api = api;
        this.rest = rest;
        this.note = note;
    }

    /** Hears events until one of them is the last that is wanted; a server that never answered is a failure. */
    void until(Predicate<JsonNode> isLast) throws IOException, InterruptedException {
        boolean away = false;
        while (true) {
            try (InputStream stream =
                    lastId == null ? api.open("/api/events") : api.open("/api/events", "Last-Event-ID", lastId)) {
                if (away) {
                    note.accept("the server is back");
                }
                away = false;
                if (isHeard(stream, isLast)) {
                    return;
                }
            } catch (IOException e) {
                if (lastId == null || (e instanceof ApiClient.Refusal refusal && refusal.isFinal())) {
                    throw e;
                }
            }
            if (!away) {
                note.accept("the server has ended the connection; waiting for it");
                away = true;
            }
            rest.of(PAUSE);
        }
    }

    private boolean isHeard(InputStream stream, Predicate<JsonNode> isLast) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        try (SilenceWatch watch = new SilenceWatch(stream, longestSilence)) {
            try {
                return isHeard(lines, watch, isLast);
            } catch (IOException e) {
                if (watch.isSilent()) {
                    return false;
                }
                throw e;
            }
        }
    }

    private boolean isHeard(BufferedReader lines, SilenceWatch watch, Predicate<JsonNode> isLast) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            watch.heard();
            if (line.startsWith(ID)) {
                lastId = line.substring(ID.length());
            } else if (line.startsWith(DATA) && isLast.test(Json.mapper().readTree(line.substring(DATA.length())))) {
                return true;
            }
        }
        return false;
    }
}
