package io.showrunner.assemble;

import io.showrunner.story.ClipTokens;
import io.showrunner.story.FailureKind;
import io.showrunner.story.LlmReport;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Measures the quality figures of a story. */
final class QualityBuilder {
    private final List<String> notes = new ArrayList<>();

    Quality of(Story story, List<SceneHistory> scenes, List<SceneEntry> entries) {
        List<SceneEntry> published = entries.stream()
                .filter(entry -> entry.state() == SceneState.PUBLISHED)
                .toList();
        List<Double> latencies = published.stream()
                .map(SceneEntry::durationSeconds)
                .filter(Objects::nonNull)
                .toList();
        if (published.isEmpty()) {
            notes.add("DoneMarkerReliability and the scene latencies are null: no scene is published");
        } else if (latencies.isEmpty()) {
            notes.add("the scene latencies are null: no server rendered a scene that is published");
        }
        Map<String, Integer> tokens = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.prompt() != null)
                .forEach(entry -> tokens.put(entry.sceneId(), ClipTokens.in(entry.prompt())));
        List<String> prompts = entries.stream()
                .map(SceneEntry::prompt)
                .filter(Objects::nonNull)
                .toList();
        notes.add("tokens of prompts are estimated, 8 % too high in the median for English");
        return new Quality(
                (int) published.stream().filter(SceneEntry::meetsFrameFloor).count(),
                reliability(published),
                prompts.stream().mapToInt(String::length).max().orElse(0),
                tokens.values().stream().reduce(0, Math::max),
                tokens,
                (int) tokens.values().stream()
                        .filter(count -> count > ClipTokens.CHUNK)
                        .count(),
                duplicates(prompts),
                duplicates(entries.stream()
                        .map(SceneEntry::seed)
                        .filter(Objects::nonNull)
                        .toList()),
                (int) published.stream().filter(QualityBuilder::hasBlankFrames).count(),
                failedVerifications(scenes),
                Figures.percentile(latencies, 50),
                Figures.percentile(latencies, 95),
                truncations(story.llm()),
                List.copyOf(notes));
    }

    private static Double reliability(List<SceneEntry> published) {
        long unforced = published.stream()
                .filter(entry -> !entry.telemetry().forcedCopyTriggered())
                .count();
        return published.isEmpty() ? null : Figures.hundredths((double) unforced / published.size());
    }

    private static int duplicates(List<?> values) {
        return (int) values.stream()
                .filter(value -> Collections.frequency(values, value) > 1)
                .count();
    }

    private static boolean hasBlankFrames(SceneEntry entry) {
        return entry.warnings().stream().anyMatch(warning -> warning.startsWith("BLANK_FRAMES:"));
    }

    private static int failedVerifications(List<SceneHistory> scenes) {
        return (int) scenes.stream()
                .flatMap(scene -> scene.attempts().stream())
                .filter(attempt -> attempt.failureKind() == FailureKind.VERIFY_FAILED)
                .count();
    }

    private Integer truncations(LlmReport llm) {
        if (llm == null || llm.truncations() == null) {
            notes.add("LlmTruncations is null: story.json does not say how each answer of the language model ended");
            return null;
        }
        return llm.truncations();
    }
}
