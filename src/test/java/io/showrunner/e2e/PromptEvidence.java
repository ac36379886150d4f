package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.SeenMemory;
import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a simulated server knows of one prompt, by its own logs.
 *
 * @param gpu number of the server
 * @param posted when the request with it came
 * @param looks when its history was asked for
 * @param memory what the server told about its memory while it was up
 * @param graph the workflow as the server has it
 * @param system what the server says about its machine
 */
record PromptEvidence(
        int gpu,
        Execution run,
        Instant posted,
        List<Instant> looks,
        List<SeenMemory> memory,
        JsonNode graph,
        JsonNode system) {

    /** All prompts of the servers, in the order in which they came; only prompts that were accepted may have been posted. */
    static List<PromptEvidence> of(List<ComfyUiSimulator> gpus) {
        List<PromptEvidence> prompts = new ArrayList<>();
        for (int gpu = 0; gpu < gpus.size(); gpu++) {
            ComfyUiSimulator server = gpus.get(gpu);
            List<SeenRequest> requests = server.requests();
            List<SeenMemory> memory = server.memory();
            JsonNode system = get(server.url() + "/system_stats").path("system");
            List<Instant> posts = requests.stream()
                    .filter(request ->
                            request.method().equals("POST") && request.path().equals("/prompt"))
                    .map(SeenRequest::at)
                    .toList();
            for (Execution run : server.executions()) {
                List<Instant> looks = requests.stream()
                        .filter(request -> request.path().equals("/history/" + run.promptId()))
                        .map(SeenRequest::at)
                        .toList();
                prompts.add(new PromptEvidence(
                        gpu, run, posts.get((int) run.number()), looks, memory, graph(server, run), system));
            }
        }
        prompts.sort(Comparator.comparing(PromptEvidence::posted));
        return prompts;
    }

    private static JsonNode graph(ComfyUiSimulator server, Execution run) {
        return get(server.url() + "/history/" + run.promptId())
                .path(run.promptId())
                .path("prompt")
                .path(2);
    }

    static JsonNode get(String url) {
        try {
            return Json.mapper().readTree(URI.create(url).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String instance() {
        return "gpu" + gpu;
    }

    JsonNode label() {
        return run.extraPnginfo().path("showrunner");
    }

    String sceneId() {
        return label().path("sceneId").asText();
    }

    boolean succeeded() {
        return run.outcome() == Execution.Outcome.SUCCESS;
    }

    Instant lastLook() {
        return looks.get(looks.size() - 1);
    }

    double secondsOnServer() {
        return Duration.between(posted, lastLook()).toMillis() / 1000.0;
    }

    double secondsExecuted() {
        return Duration.between(run.startedAt(), run.endedAt()).toMillis() / 1000.0;
    }

    JsonNode input(String node, String input) {
        return graph.path(node).path("inputs").path(input);
    }

    /** Without what does not change a picture: titles, and where the files go. */
    JsonNode decidingGraph() {
        ObjectNode deciding = graph.deepCopy();
        deciding.forEach(node -> ((ObjectNode) node).remove("_meta"));
        List.of("7", "16").forEach(node -> ((ObjectNode) deciding.path(node).path("inputs")).remove("filename_prefix"));
        return deciding;
    }

    /** Bytes that were free when it was posted, or when the prompt before it on this server had ended. */
    List<Long> freeBefore(List<PromptEvidence> all) {
        List<Long> free = new ArrayList<>(List.of(lastTold(posted)));
        all.stream()
                .filter(other -> other.gpu == gpu && other.posted.isBefore(posted))
                .forEach(other -> free.add(other.freeAfter()));
        return free;
    }

    /** Bytes that were free when its end had been seen. */
    long freeAfter() {
        return memory.stream()
                .filter(told -> !told.at().isBefore(lastLook()))
                .findFirst()
                .orElseThrow()
                .free();
    }

    private long lastTold(Instant until) {
        return memory.stream()
                .filter(told -> !told.at().isAfter(until))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .free();
    }

    /** Bytes that were free while it executed, as often as somebody asked. */
    List<Long> freeMeanwhile() {
        return memory.stream()
                .filter(told -> told.at().isAfter(run.startedAt().minusMillis(200))
                        && told.at().isBefore(run.endedAt().plusMillis(500)))
                .map(SeenMemory::free)
                .toList();
    }
}
