package io.showrunner.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Who sends briefs over HTTP, and reads from the stories folder what became of them. */
final class BenchClient {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 50;

    private final URI application;
    private final StoryStore store;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchClient(URI application, StoryStore store) {
        this.application = application;
        this.store = store;
    }

    StoryStore store() {
        return store;
    }

    /** Sends the brief as a client does; the id of its story. */
    String send(ObjectNode brief) throws IOException, InterruptedException {
        return post("/api/stories", brief.toString(), 202).path("storyId").asText();
    }

    /** Sends so many scenes in briefs of that name; the ids of their stories. */
    List<String> send(String name, int scenes, boolean small) throws IOException, InterruptedException {
        List<String> stories = new ArrayList<>();
        for (ObjectNode brief : BenchBriefs.of(name, scenes, small)) {
            stories.add(send(brief));
        }
        return stories;
    }

    /** Sends the scenes that are not measured, and waits for their end. */
    void warmUp(BenchOptions options, boolean small, Consumer<String> narrator)
            throws IOException, InterruptedException {
        int scenes = options.gpus() * options.warmUpPerGpu();
        if (scenes > 0) {
            narrator.accept("warming up with " + scenes + " scenes");
            awaitEnd(send("warm-up", scenes, small));
        }
    }

    /** From now on accepted stories wait. */
    void holdWriting() throws IOException, InterruptedException {
        post("/api/stages/write/pause", "", 200);
    }

    /** What the application answers. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(path, request(path).GET().build(), 200);
    }

    private JsonNode post(String path, String body, int expected) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return answer(path, request, expected);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(application.resolve(path)).timeout(ANSWER);
    }

    private JsonNode answer(String path, HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return Json.read(answer.body(), JsonNode.class);
    }

    /** Waits until all of these stories are over. @throws IllegalStateException when none ends for five minutes */
    void awaitEnd(List<String> storyIds) throws InterruptedException {
        for (String storyId : storyIds) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isOver(storyId)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(storyId + " does not come to its end: "
                            + store.record(storyId).orElseThrow());
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private boolean isOver(String storyId) {
        StoryState state = store.record(storyId).orElseThrow().state();
        return state.isTerminal();
    }
}
