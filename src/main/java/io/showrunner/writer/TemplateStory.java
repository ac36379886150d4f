package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.writer.StoryTemplate.Beat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a story without a language model (L5): the template of the brief's genre from {@code config/stories/}, with
 * the people, the place and the things of the brief. The same brief gives the same story.
 */
final class TemplateStory {
    private static final String GENERIC = "generic";
    private static final String SUFFIX = ".yaml";
    private final Map<String, StoryTemplate> templates = new TreeMap<>();
    private final Cast cast;

    /** Reads all templates; a faulty one stops the start. */
    TemplateStory(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> {
                String name = file.getFileName().toString();
                templates.put(name.substring(0, name.length() - SUFFIX.length()), StoryTemplate.read(file));
            });
            cast = new Cast(NounWords.read(folder));
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
        Cast.Roles roles = cast.of(brief, template);
        List<String> further = List.of(template.style(), "cinematic still, fine detail, depth of field");
        List<SceneDraft> scenes = new ArrayList<>();
        for (Beat beat : template.beats(count)) {
            int scene = scenes.size();
            scenes.add(beat.fill(roles.values(scene), roles.own(brief, scene), further));
        }
        Map<String, String> values = roles.values(0);
        return new StoryDraft(
                StoryTemplate.filled(template.logline(), values),
                Wording.firstSaid(brief.directorsVision(), StoryTemplate.filled(template.directorsVision(), values)),
                scenes);
    }
}
