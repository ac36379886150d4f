package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How well a model writes: one row for each story and one for all, as a table and as JSON. */
final class Evaluation {
    private static final String HEAD = """
            | brief | source | valid replies | requests | repairs | seconds | tokens in | tokens out | checks | not met |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final String model;
    private final List<Row> rows = new ArrayList<>();

    Evaluation(String model) {
        this.model = model;
    }

    /**
     * @param valid replies that could be used, at once or repaired
     * @param repairs by rung
     */
    private record Row(
            String brief,
            String source,
            int valid,
            int requests,
            Map<String, Integer> repairs,
            double seconds,
            long promptTokens,
            long completionTokens,
            int met,
            int checks,
            List<String> notMet) {
        String line() {
            String needed = repairs.entrySet().stream()
                    .map(repair -> repair.getKey() + " " + repair.getValue())
                    .collect(Collectors.joining(", "));
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d of %d | %d | %s | %.1f | %d | %d | %d of %d | %s |%n",
                    brief,
                    source,
                    valid,
                    requests,
                    requests,
                    needed,
                    seconds,
                    promptTokens,
                    completionTokens,
                    met,
                    checks,
                    String.join(", ", notMet));
        }
    }

    void add(LabelledBrief brief, JsonNode story) {
        JsonNode llm = story.path("llm");
        Map<String, Integer> repairs = new TreeMap<>();
        llm.path("repairs")
                .properties()
                .forEach(entry -> repairs.put(entry.getKey(), entry.getValue().asInt()));
        int requests = llm.path("attempts").asInt();
        boolean isWritten = story.path("storySource").asText().equals("llm");
        Map<String, Boolean> checks = brief.checks(story);
        List<String> notMet = checks.entrySet().stream()
                .filter(check -> !check.getValue())
                .map(Map.Entry::getKey)
                .toList();
        rows.add(new Row(
                brief.name(),
                story.path("storySource").asText(),
                isWritten
                        ? requests - repairs.getOrDefault("re-ask", 0)
                        : llm.path("scenesReceived").asInt(),
                requests,
                repairs,
                llm.path("durationMs").asLong() / 1000.0,
                llm.path("promptTokens").asLong(),
                llm.path("completionTokens").asLong(),
                checks.size() - notMet.size(),
                checks.size(),
                notMet));
    }

    private Row total() {
        Map<String, Integer> repairs = new TreeMap<>();
        rows.forEach(row -> row.repairs().forEach((rung, count) -> repairs.merge(rung, count, Integer::sum)));
        Map<String, Long> missed = rows.stream()
                .flatMap(row -> row.notMet().stream())
                .collect(Collectors.groupingBy(check -> check, TreeMap::new, Collectors.counting()));
        return new Row(
                "all " + rows.size(),
                "",
                rows.stream().mapToInt(Row::valid).sum(),
                rows.stream().mapToInt(Row::requests).sum(),
                repairs,
                rows.stream().mapToDouble(Row::seconds).sum(),
                rows.stream().mapToLong(Row::promptTokens).sum(),
                rows.stream().mapToLong(Row::completionTokens).sum(),
                rows.stream().mapToInt(Row::met).sum(),
                rows.stream().mapToInt(Row::checks).sum(),
                missed.entrySet().stream()
                        .map(check -> check.getKey() + " " + check.getValue())
                        .toList());
    }

    /** Replies that could be used, of all; 0 to 1. */
    double validShare() {
        return (double) total().valid() / Math.max(1, total().requests());
    }

    /** Every label that a story did not meet. */
    List<String> notMet() {
        return rows.stream()
                .flatMap(row -> row.notMet().stream().map(check -> row.brief() + ": " + check))
                .toList();
    }

    @Override
    public String toString() {
        return "Writer evaluation with " + model + "\n\n" + HEAD
                + rows.stream().map(Row::line).collect(Collectors.joining())
                + total().line();
    }

    /** Writes {@code writer-evaluation.md} and {@code .json} into the folder. */
    void write(Path folder) throws IOException {
        ObjectNode json = Json.mapper().createObjectNode().put("model", model).put("validShare", validShare());
        ArrayNode stories = json.putArray("stories");
        rows.forEach(row -> stories.add(Json.mapper().<JsonNode>valueToTree(row)));
        json.set("total", Json.mapper().<JsonNode>valueToTree(total()));
        Files.writeString(folder.resolve("writer-evaluation.md"), toString());
        Files.write(folder.resolve("writer-evaluation.json"), Json.pretty(json));
    }
}
