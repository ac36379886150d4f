package io.showrunner.writer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A story that fits any premise of its genre: {@code config/stories/<name>.yaml}.
 *
 * @param genres words of a brief that choose it, lower case; empty for the generic one
 * @param style used when the brief names none
 * @param hero used when the brief has no characters; {@code other} when it has only one
 * @param place used when the premise names none; {@code objects} likewise
 * @param scenes exactly twelve, in story order
 */
record StoryTemplate(
        List<String> genres,
        String logline,
        String directorsVision,
        String style,
        Role hero,
        Role other,
        String place,
        List<String> objects,
        List<Beat> scenes) {
    static final int SCENES = 12;
    static final Set<String> SLOTS = Set.of(
            "premise",
            "genre",
            "mood",
            "aMood",
            "style",
            "hero",
            "heroLook",
            "other",
            "otherLook",
            "place",
            "inPlace",
            "object",
            "detail");
    private static final Pattern SENTENCE_START = Pattern.compile("(^|[.!?] )\\p{Ll}");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Somebody without a name. */
    record Role(String name, String look) {}

    /**
     * @param rank 1 for the scene that the shortest story consists of, 12 for the one that goes first
     * @param picture what is seen, the most important first
     * @param light how it is lit and taken
     */
    record Beat(
            int rank,
            String title,
            String summary,
            String picture,
            String light,
            String mood,
            String cameraMovement,
            String palette) {
        /**
         * Every text of the scene filled. What the brief says is seen, and how, goes before the own picture and its light; a
         * light of another time of day than is said is left out.
         */
        SceneDraft fill(Map<String, String> values, OwnPicture own, List<String> further) {
            String what = Wording.firstSaid(own.seen(), phrase(picture, values));
            String style = values.get("style");
            String how =
                    Wording.firstSaid(own.filmed(), Daytime.fitting(phrase(light, values), what + ", " + style), style);
            List<String> phrases = List.of(what, how, style);
            return new SceneDraft(
                    filled(title, values),
                    filled(summary, values),
                    PicturePrompt.of(phrases, further),
                    Arrays.stream(phrase(mood, values).split(", ")).distinct().collect(Collectors.joining(", ")),
                    null,
                    phrase(cameraMovement, values),
                    phrase(palette, values));
        }
    }

    /** Reads a template and checks that it can fill any brief. */
    static StoryTemplate read(Path file) {
        try {
            StoryTemplate template = YAML.readValue(Files.readAllBytes(file), StoryTemplate.class);
            template.check(file);
            return template;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the story template " + file + ": " + e.getMessage(), e);
        }
    }

    /** True when a brief of this genre gets this story. */
    boolean isFor(String genre) {
        return genre != null && genres.contains(genre.strip().toLowerCase(Locale.ROOT));
    }

    /** The scenes that so short a story keeps, in story order. */
    List<Beat> beats(int count) {
        List<Beat> kept = scenes.stream()
                .sorted(Comparator.comparingInt(Beat::rank))
                .limit(count)
                .toList();
        return scenes.stream().filter(kept::contains).toList();
    }

    /** The text with its slots filled, every sentence beginning with a capital. */
    static String filled(String text, Map<String, String> values) {
        return SENTENCE_START.matcher(phrase(text, values)).replaceAll(start -> {
            String letter = start.group().toUpperCase(Locale.ROOT);
            return Matcher.quoteReplacement(letter);
        });
    }

    private static String phrase(String text, Map<String, String> values) {
        return new SlotText("story template", text, SLOTS).fill(values);
    }

    private void check(Path file) {
        if (Stream.of(genres, logline, directorsVision, style, hero, other, place, objects, scenes)
                .anyMatch(part -> part == null)) {
            throw new IllegalArgumentException(file + " lacks one of genres, logline, directorsVision, style, hero,"
                    + " other, place, objects, scenes");
        }
        List<Integer> ranks = scenes.stream().map(Beat::rank).sorted().toList();
        if (scenes.size() != SCENES || ranks.stream().distinct().count() != SCENES || ranks.get(SCENES - 1) != SCENES) {
            throw new IllegalArgumentException(
                    file + " needs " + SCENES + " scenes with the ranks 1 to " + SCENES + ", it has " + ranks);
        }
        for (Beat beat : scenes) {
            Stream.of(
                            beat.title(),
                            beat.summary(),
                            beat.picture(),
                            beat.light(),
                            beat.mood(),
                            beat.cameraMovement(),
                            beat.palette())
                    .forEach(text -> new SlotText(file + ", scene of rank " + beat.rank(), text, SLOTS));
        }
        new SlotText(file.toString(), logline + directorsVision, SLOTS);
    }
}
