package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.showrunner.story.ClipTokens;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A brief of {@code llm/briefs} with what a good story of it has.
 *
 * @param name of its file, and its id
 * @param good the labels: scenes, language, source, named (characters that appear with their look), forbidden and kept (words
 *     of scenes), frames, seed
 */
record LabelledBrief(String name, JsonNode good, ObjectNode brief) {
    private static final Path FOLDER = Path.of("src/test/resources/llm/briefs");
    private static final Map<String, String> SMALL_WORDS = Map.of(
            "en", "the|a|an|of|and|in|at|to|is|for|with",
            "de", "der|die|das|und|ein|eine|ist|im|nicht|mit|sie|er",
            "fr", "le|la|les|un|une|et|des|dans|est|il|elle");

    static List<LabelledBrief> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(LabelledBrief::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelledBrief read(Path file) {
        try {
            JsonNode document = YAMLMapper.builder().build().readTree(Files.readAllBytes(file));
            String name = file.getFileName().toString().replace(".yaml", "");
            ObjectNode brief = (ObjectNode) document.path("brief");
            return new LabelledBrief(name, document.path("good"), brief.put("briefId", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        return Json.write(brief);
    }

    /** What was looked for in the story, and whether it was there. */
    Map<String, Boolean> checks(JsonNode story) {
        List<JsonNode> scenes = story.path("scenes").valueStream().toList();
        List<String> prompts =
                scenes.stream().map(scene -> scene.path("prompt").asText()).toList();
        String told = scenes.stream()
                .map(scene -> scene.<ObjectNode>deepCopy().without("negativePrompt"))
                .toList()
                .toString();
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("scenes", scenes.size() == good.path("scenes").asInt());
        checks.put(
                "source",
                story.path("storySource").asText().equals(good.path("source").asText("llm")));
        checks.put("language", isInItsLanguage(scenes));
        checks.put("english prompts", prompts.stream().allMatch(LabelledBrief::isLatin));
        checks.put("no two alike", Set.copyOf(prompts).size() == prompts.size());
        checks.put("one CLIP chunk", prompts.stream().allMatch(ClipTokens::fits));
        good.path("named").forEach(name -> checks.put("look of " + name.asText(), hasLook(name.asText(), prompts)));
        good.path("forbidden").forEach(word -> checks.put("no " + word.asText(), !told.contains(word.asText())));
        good.path("kept").forEach(words -> checks.put("kept " + words.asText(), told.contains(words.asText())));
        if (good.has("frames")) {
            checks.put("frames", scenes.stream().allMatch(scene -> scene.path("expectedFrames")
                    .equals(good.path("frames"))));
        }
        if (good.has("seed")) {
            checks.put("seed", story.at("/llm/seed").equals(good.path("seed")));
        }
        return checks;
    }

    /** The character appears, and never without the look. */
    private boolean hasLook(String name, List<String> prompts) {
        String look = brief.path("characters")
                .valueStream()
                .filter(character -> character.path("name").asText().equals(name))
                .map(character -> character.path("visual").asText())
                .findFirst()
                .orElseThrow();
        List<String> appearances =
                prompts.stream().filter(prompt -> prompt.contains(name)).toList();
        return !appearances.isEmpty()
                && appearances.stream()
                        .allMatch(prompt -> prompt.toLowerCase(Locale.ROOT).contains(look.toLowerCase(Locale.ROOT)));
    }

    private boolean isInItsLanguage(List<JsonNode> scenes) {
        String language = good.path("language").asText();
        return scenes.stream()
                .map(scene -> scene.path("summary").asText())
                .allMatch(summary -> language.equals("ja")
                        ? !isLatin(summary)
                        : hasSmallWords(summary, language) || summary.split(" ").length < 4);
    }

    private static boolean hasSmallWords(String text, String language) {
        Set<String> words = new TreeSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")));
        return Stream.of(SMALL_WORDS.get(language).split("\\|")).anyMatch(words::contains);
    }

    private static boolean isLatin(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        return text.codePoints()
                        .filter(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.LATIN)
                        .count()
                >= letters * 0.75;
    }
}
