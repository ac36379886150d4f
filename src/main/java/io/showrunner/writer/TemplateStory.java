package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.writer.StoryTemplate.Beat;
import io.showrunner.writer.StoryTemplate.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a story without a language model (L5): the template of the brief's genre from {@code config/stories/}, with
 * the brief's characters, style and pictures. The same brief gives the same story.
 */
final class TemplateStory {
    private static final String GENERIC = "generic";
    private static final String SUFFIX = ".yaml";
    private static final int LONGEST_PREMISE = 140;
    private static final int LONGEST_LOOK = 90;
    private static final int LONGEST_PHRASE = 60;

    private final Map<String, StoryTemplate> templates = new TreeMap<>();
    private final Premise premise;

    /** Reads all templates; a faulty one stops the start. */
    TemplateStory(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> {
                String name = file.getFileName().toString();
                templates.put(name.substring(0, name.length() - SUFFIX.length()), StoryTemplate.read(file));
            });
            premise = new Premise(Files.readString(folder.resolve("common-words.txt"))
                    .lines()
                    .flatMap(line -> Stream.of(line.strip().split("\\s+")))
                    .distinct()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the story templates in " + folder + ": " + e.getMessage(), e);
        }
        if (!templates.containsKey(GENERIC)) {
            throw new IllegalArgumentException(folder + " lacks " + GENERIC + SUFFIX + ", the story of any genre");
        }
    }

    /** Name of the template that a brief of this genre gets. */
    String nameFor(String genre) {
        return templates.entrySet().stream()
                .filter(template -> template.getValue().isFor(genre))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(GENERIC);
    }

    /** A story of so many scenes, 1 to 12. */
    StoryDraft write(Brief brief, int count) {
        StoryTemplate template = templates.get(nameFor(brief.genre()));
        Map<String, String> values = values(brief, template);
        List<String> motifs = premise.phrases(brief.premise());
        if (motifs.isEmpty()) {
            motifs = template.motifs();
        }
        List<SceneDraft> scenes = new ArrayList<>();
        for (Beat beat : template.beats(count)) {
            values.put("motif", motifs.get(scenes.size() % motifs.size()));
            scenes.add(beat.fill(values));
        }
        values.put("motif", motifs.get(0));
        return new StoryDraft(
                StoryTemplate.filled(template.logline(), values),
                Wording.firstSaid(brief.directorsVision(), StoryTemplate.filled(template.directorsVision(), values)),
                scenes);
    }

    private static Map<String, String> values(Brief brief, StoryTemplate template) {
        Map<String, String> values = new HashMap<>();
        values.put("premise", Wording.firstSentence(brief.premise(), LONGEST_PREMISE));
        values.put("genre", Wording.shortened(brief.genre(), LONGEST_PHRASE));
        values.put("mood", Wording.shortened(brief.mood(), LONGEST_PHRASE));
        values.put("style", Wording.shortened(Wording.firstSaid(brief.visualStyle(), template.style()), LONGEST_LOOK));
        Role hero = role(brief, 0, template.hero());
        Role other = role(brief, 1, template.other());
        values.put("hero", hero.name());
        values.put("heroLook", hero.look());
        values.put("other", other.name());
        values.put("otherLook", other.look());
        return values;
    }

    private static Role role(Brief brief, int index, Role fallback) {
        if (index >= brief.characters().size()) {
            return fallback;
        }
        Brief.Character character = brief.characters().get(index);
        String name = Wording.shortened(Wording.firstSaid(character.name(), fallback.name()), LONGEST_PHRASE);
        return new Role(name, Wording.shortened(Wording.firstSaid(character.visual(), name), LONGEST_LOOK));
    }
}
