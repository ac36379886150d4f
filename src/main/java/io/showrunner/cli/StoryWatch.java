package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.showrunner.story.StoryState;
import io.showrunner.verify.Rest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows stories to their end and shows how they come along. While the server is away, as at a restart, it is waited for. */
final class StoryWatch {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Looks in a row without an answer before it is given up: about ten minutes. */
    private static final int MOST_LOOKS_WITHOUT_ANSWER = 600;

    private final ApiClient api;
    private final StoryProgressView shown;
    private final ProgressView view;
    private final Rest rest;
    private final Optional<Duration> most;
    private int withoutAnswer;

    /** @param most how long stories are followed; empty for as long as they take */
    StoryWatch(ApiClient api, StoryProgressView shown, ProgressView view, Rest rest, Optional<Duration> most) {
        this.api = api;
        this.shown = shown;
        this.view = view;
        this.rest = rest;
        this.most = most;
    }

    /** Returns each story as it has ended, in the given order; those that have not when the time is up, as they were seen last. */
    List<JsonNode> follow(List<String> storyIds) throws IOException, InterruptedException {
        Map<String, JsonNode> ended = new LinkedHashMap<>();
        storyIds.forEach(id -> ended.put(id, MissingNode.getInstance()));
        long start = System.nanoTime();
        List<String> open = new ArrayList<>(ended.keySet());
        while (!open.isEmpty()) {
            try {
                look(open, ended);
                answered();
            } catch (ApiClient.Unreachable | ApiClient.Refusal e) {
                unanswered(e);
            }
            if (!open.isEmpty() && isTimeUp(start)) {
                view.line("the time is up: " + String.join(", ", open) + " goes on without being followed");
                break;
            }
            if (!open.isEmpty()) {
                rest.of(PAUSE);
            }
        }
        return List.copyOf(ended.values());
    }

    private void look(List<String> open, Map<String, JsonNode> ended) throws IOException {
        JsonNode running = api.get("/api/running");
        for (String id : List.copyOf(open)) {
            JsonNode story = api.get("/api/stories/" + ApiClient.segment(id));
            shown.show(story, running, api);
            ended.put(id, story);
            if (isAtItsEnd(story)) {
                shown.warn(story);
                open.remove(id);
            }
        }
    }

    private boolean isTimeUp(long start) {
        return most.filter(time -> System.nanoTime() - start >= time.toNanos()).isPresent();
    }

    static boolean isAtItsEnd(JsonNode story) {
        String state = story.path("state").asText();
        for (StoryState each : StoryState.values()) {
            if (each.name().equals(state)) {
                return each.isTerminal();
            }
        }
        return false;
    }

    private void answered() {
        if (withoutAnswer > 0) {
            view.line("the server answers again");
            withoutAnswer = 0;
        }
    }

    private void unanswered(IOException why) throws IOException {
        boolean isFinal = why instanceof ApiClient.Refusal refusal && refusal.isFinal();
        withoutAnswer++;
        if (isFinal || withoutAnswer > MOST_LOOKS_WITHOUT_ANSWER) {
            throw why;
        }
        if (withoutAnswer == 1) {
            view.line(Terminal.plain(why.getMessage()));
            view.line("waiting for the server");
        }
    }
}
