package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief;
import io.showrunner.writer.ReplyJudge.Complaint;
import io.showrunner.writer.ReplyJudge.Flaw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the pictures of a reply must be beyond their shape: not the sketch of the question, told in English, no two of them
 * alike. What the brief has decided itself is never complained about, as the model cannot change it.
 */
final class PictureCheck {
    /**
     * Share of the words of two prompts that both have when they show one picture: of seven words one may differ. In the good
     * stories of the tests and the templates it is 0.64 at most, between two things that one person does in one place.
     */
    private static final double ALIKE = 0.75;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SMALL =
            Set.of("the a an of in on at by with from to and or is are into over under her his its their".split(" "));
    private static final List<String> ENGLISH = List.of("prompt", "negativePrompt", "cameraMovement", "palette");

    private final String sketch;

    /** @param sketch what the question shows in place of a prompt, which some models give back */
    PictureCheck(String sketch) {
        this.sketch = sketch;
    }

    /** Of a reply that is valid otherwise. */
    Optional<Complaint> complaint(Part part, Script script, JsonNode content) {
        Map<Integer, JsonNode> scenes = scenes(part, content);
        if (scenes.entrySet().stream()
                .anyMatch(scene -> isOurs(script, scene.getKey())
                        && scene.getValue().path("prompt").asText().contains(sketch))) {
            return Optional.of(new Complaint(Flaw.ECHOED, "a prompt must not repeat the sketch of the question"));
        }
        List<String> foreign = new ArrayList<>();
        scenes.forEach((number, scene) -> foreign.addAll(foreign(number, scene)));
        if (!foreign.isEmpty()) {
            return Optional.of(new Complaint(Flaw.NOT_ENGLISH, String.join("; ", foreign)));
        }
        List<String> twins = twins(script, scenes);
        return twins.isEmpty() ? Optional.empty() : Optional.of(new Complaint(Flaw.REPEATED, String.join("; ", twins)));
    }

    private static Map<Integer, JsonNode> scenes(Part part, JsonNode content) {
        Map<Integer, JsonNode> scenes = new TreeMap<>();
        if (part.kind() == Part.Kind.SCENE) {
            scenes.put(part.scene(), content);
        } else if (part.kind() == Part.Kind.STORY) {
            content.path("scenes").forEach(scene -> scenes.put(scenes.size() + 1, scene));
        }
        return scenes;
    }

    /** True when the model writes the prompt of that scene. */
    private static boolean isOurs(Script script, int number) {
        return script.given(number).prompt() == null;
    }

    private static List<String> foreign(int number, JsonNode scene) {
        List<String> complaints = new ArrayList<>();
        foreign(scene)
                .forEach((field, what) -> complaints.add(
                        "the \"" + field + "\" of scene " + number + " " + what + ", write it in English"));
        return complaints;
    }

    /** By field, what is wrong with the words that an image model cannot read. */
    static Map<String, String> foreign(JsonNode scene) {
        Map<String, String> complaints = new LinkedHashMap<>();
        for (String field : ENGLISH) {
            EnglishText.complaint(scene.path(field).asText()).ifPresent(what -> complaints.put(field, what));
        }
        return complaints;
    }

    private static List<String> twins(Script script, Map<Integer, JsonNode> scenes) {
        Map<Integer, String> shown = new HashMap<>();
        for (int number = 1; number <= script.count(); number++) {
            String known = script.scene(number).prompt();
            if (known != null && (!scenes.containsKey(number) || !isOurs(script, number))) {
                shown.put(number, known);
            }
        }
        Set<String> shared = sharedWords(
                script.brief().visualStyle(),
                script.design().castWith(script.brief().characters()));
        List<String> complaints = new ArrayList<>();
        scenes.forEach((number, scene) -> {
            if (isOurs(script, number)) {
                String prompt = scene.path("prompt").asText();
                twin(prompt, shown, shared).ifPresent(twin -> complaints.add("scene " + number + twin));
                shown.put(number, prompt);
            }
        });
        return complaints;
    }

    /** What is said of a prompt that shows what another one shows; that one by its number. */
    static Optional<String> twin(String prompt, Map<Integer, String> shown, Set<String> shared) {
        for (Map.Entry<Integer, String> other : shown.entrySet()) {
            if (other.getValue().strip().equalsIgnoreCase(prompt.strip())) {
                return Optional.of(" has the same prompt as scene " + other.getKey());
            }
            if (likeness(words(prompt, shared), words(other.getValue(), shared)) >= ALIKE) {
                return Optional.of(" shows nearly the same picture as scene " + other.getKey()
                        + "; show another subject or another place");
            }
        }
        return Optional.empty();
    }

    /** What all pictures of a film are meant to have in common. */
    static Set<String> sharedWords(String visualStyle, List<Brief.Character> cast) {
        Stream<String> looks = cast.stream().map(Brief.Character::visual);
        String text = Stream.concat(Stream.ofNullable(visualStyle), looks)
                .filter(Wording::isSaid)
                .collect(Collectors.joining(" "));
        return words(text, SMALL);
    }

    private static Set<String> words(String text, Set<String> without) {
        Set<String> words = new HashSet<>(List.of(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))));
        words.removeAll(SMALL);
        words.removeAll(without);
        words.remove("");
        return words;
    }

    private static double likeness(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        long both = one.stream().filter(other::contains).count();
        return all.isEmpty() ? 1 : (double) both / all.size();
    }
}
