package io.showrunner.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What all servers did, read from their own logs: the judge of "executed once". */
public final class Executions {
    private final List<Run> runs;
    private final int deepestQueue;

    private Executions(List<Run> runs, int deepestQueue) {
        this.runs = runs;
        this.deepestQueue = deepestQueue;
    }

    /** @param logs server name to its log */
    public static Executions read(Map<String, Path> logs) {
        List<Run> runs = new ArrayList<>();
        int deepest = 0;
        for (Map.Entry<String, Path> log : logs.entrySet()) {
            List<JsonNode> lines = lines(log.getValue());
            runs.addAll(runs(log.getKey(), lines));
            deepest = Math.max(
                    deepest,
                    lines.stream()
                            .mapToInt(line -> line.path("queued").asInt())
                            .max()
                            .orElse(0));
        }
        runs.sort(Comparator.comparing(Run::startedAt));
        return new Executions(List.copyOf(runs), deepest);
    }

    /** Every run that was begun, oldest first. */
    public List<Run> runs() {
        return runs;
    }

    /** The most prompts that a server had at one time. */
    public int deepestQueue() {
        return deepestQueue;
    }

    /** Runs by scene, {@code story/scene}, oldest first. */
    Map<String, List<Run>> byScene() {
        return runs.stream().collect(Collectors.groupingBy(Run::scene, LinkedHashMap::new, Collectors.toList()));
    }

    /** Runs of a scene that was done, or in work, elsewhere or before, where that could still be known. */
    public List<Run> needless() {
        List<Run> needless = new ArrayList<>();
        for (List<Run> scene : byScene().values()) {
            for (int i = 1; i < scene.size(); i++) {
                Run later = scene.get(i);
                if (scene.subList(0, i).stream().anyMatch(earlier -> earlier.makesNeedless(later))) {
                    needless.add(later);
                }
            }
        }
        return needless;
    }

    private static List<Run> runs(String server, List<JsonNode> lines) {
        Map<String, Run> running = new LinkedHashMap<>();
        List<Run> done = new ArrayList<>();
        Map<Long, Instant> deaths = new HashMap<>();
        lines.stream()
                .filter(line -> event(line) == ExecutionLog.Event.DIED)
                .forEach(line -> deaths.putIfAbsent(life(line), at(line)));
        for (JsonNode line : lines) {
            String key = life(line) + "/" + line.path("promptId").asText();
            if (event(line) == ExecutionLog.Event.STARTED) {
                Run before = running.put(key, begun(server, line, deaths.get(life(line))));
                if (before != null) {
                    done.add(before);
                }
            } else if (event(line) == ExecutionLog.Event.ENDED && running.containsKey(key)) {
                done.add(ended(running.remove(key), line));
            }
        }
        running.values().forEach(run -> done.add(run.diedAt() == null ? run : lost(run)));
        return done;
    }

    private static Run begun(String server, JsonNode line, Instant diedAt) {
        return new Run(
                server,
                line.path("promptId").asText(),
                line.path("storyId").asText(),
                line.path("sceneId").asText(),
                at(line),
                null,
                null,
                diedAt);
    }

    private static Run ended(Run run, JsonNode line) {
        return ended(run, at(line), Outcome.valueOf(line.path("outcome").asText()));
    }

    private static Run lost(Run run) {
        return ended(run, run.diedAt(), Outcome.LOST);
    }

    private static Run ended(Run run, Instant when, Outcome outcome) {
        return new Run(
                run.server(),
                run.promptId(),
                run.storyId(),
                run.sceneId(),
                run.startedAt(),
                when,
                outcome,
                run.diedAt());
    }

    private static ExecutionLog.Event event(JsonNode line) {
        return ExecutionLog.Event.valueOf(line.path("event").asText());
    }

    private static long life(JsonNode line) {
        return line.path("life").asLong();
    }

    private static Instant at(JsonNode line) {
        return Instant.parse(line.path("at").asText());
    }

    private static List<JsonNode> lines(Path log) {
        try {
            return Files.exists(log)
                    ? Files.readAllLines(log).stream()
                            .map(line -> Json.read(line, JsonNode.class))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log + ": " + e.getMessage(), e);
        }
    }
}
