package io.showrunner.film;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.assemble.Source;
import io.showrunner.film.PageView.Fact;
import io.showrunner.film.PageView.Frame;
import io.showrunner.film.PageView.SceneView;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Collects what the page of an assembled story shows, out of its folder. */
final class PageViews {
    /** What the page of a scene of 100 frames can show without loading all of them. */
    private static final int STRIP = 6;

    private final StoryStore store;
    private final StoryFrames frames;
    private final FilmRecords records;

    PageViews(StoryStore store, FilmRecords records) {
        this.store = store;
        this.frames = new StoryFrames(store);
        this.records = records;
    }

    PageView of(String storyId) {
        Path folder = store.folder(storyId);
        Story story = store.story(storyId).orElseThrow();
        JsonNode metadata = Json.read(folder.resolve("artifact-metadata.json"), JsonNode.class);
        List<SceneView> scenes = frames.of(storyId).stream()
                .map(scene -> scene(folder, scene, metadata.path("Scenes").path(scene.number() - 1)))
                .toList();
        return new PageView(
                story.title(),
                story.logline(),
                story.directorsVision(),
                state(scenes),
                "Source: " + Source.of(story.storySource(), story.llm()),
                metadata.path("Simulation").asBoolean(),
                notes(story),
                existing(folder, FilmPlan.FILE),
                existing(folder, Poster.FILE),
                existing(folder, "contact-sheet.png"),
                scenes);
    }

    private static String state(List<SceneView> scenes) {
        long there = scenes.stream().filter(scene -> scene.still() != null).count();
        return (there == scenes.size() ? "Finished: " : "Incomplete: ") + there + " of " + scenes.size()
                + " scenes have their frames";
    }

    /** What there is to know about the words and about what was made of the frames; the summary has the rest. */
    private List<String> notes(Story story) {
        return Stream.concat(story.warnings().stream(), records.read(story.storyId()).notes().stream())
                .distinct()
                .toList();
    }

    private SceneView scene(Path folder, SceneFrames scene, JsonNode entry) {
        SceneSpec spec = scene.spec();
        String clip = existing(folder, scene.file("clip.mp4"));
        String moving = existing(folder, scene.file("clip.webp"));
        List<String> pictures = pictures(folder, scene);
        String still = pictures.isEmpty() ? null : pictures.get(pictures.size() / 2);
        return new SceneView(
                spec.id(),
                scene.number(),
                spec.title(),
                spec.summary(),
                spec.prompt(),
                message(entry),
                clip,
                moving,
                clip == null && moving == null ? still : null,
                still,
                strip(pictures),
                facts(pictures.size(), entry));
    }

    /** The frames, or the WebP that stand in their place. */
    private static List<String> pictures(Path folder, SceneFrames scene) {
        Path webp = folder.resolve(WebpFrames.folder(scene));
        if (scene.isThere() || !Files.isDirectory(webp)) {
            return scene.frames();
        }
        try (Stream<Path> files = Files.list(webp)) {
            return files.map(file -> WebpFrames.folder(scene) + "/" + file.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + webp + ": " + e.getMessage(), e);
        }
    }

    private static String message(JsonNode entry) {
        List<String> said = Stream.concat(texts(entry.path("Errors")), texts(entry.path("Warnings")))
                .distinct()
                .toList();
        return said.isEmpty() ? null : String.join(" ", said);
    }

    /** So few that they are all shown, or the first, the last and some between. */
    private static List<Frame> strip(List<String> frames) {
        int shown = Math.min(STRIP, frames.size());
        return shown < 2
                ? List.of()
                : IntStream.range(0, shown)
                        .map(i -> i * (frames.size() - 1) / (shown - 1))
                        .mapToObj(index -> new Frame(index + 1, frames.get(index)))
                        .toList();
    }

    private static List<Fact> facts(int frames, JsonNode entry) {
        List<Fact> facts = new ArrayList<>();
        if (frames > 0) {
            facts.add(new Fact("Frames", String.valueOf(frames)));
        }
        if (entry.path("CacheHit").asBoolean()) {
            facts.add(new Fact("Rendered", "before, for another scene that looks the same"));
        } else if (entry.path("DurationSeconds").isNumber()) {
            facts.add(new Fact(
                    "Rendered",
                    "in " + entry.get("DurationSeconds").asText() + " s on "
                            + entry.path("InstanceId").asText()));
        }
        if (entry.path("Dispatches").asInt() > 1) {
            facts.add(new Fact("Prompts", entry.get("Dispatches").asText()));
        }
        Stream.of("Seed", "Workflow", "NegativePrompt")
                .filter(entry::hasNonNull)
                .forEach(key -> facts.add(new Fact(
                        key.equals("NegativePrompt") ? "Without" : key,
                        entry.get(key).asText())));
        return facts;
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private static String existing(Path folder, String file) {
        return Files.exists(folder.resolve(file)) ? file : null;
    }
}
