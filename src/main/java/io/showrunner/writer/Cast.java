package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.writer.OwnPicture.Looks;
import io.showrunner.writer.StoryTemplate.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who and what of a brief takes which part in a template; the template's own where the brief has nobody and nothing. */
final class Cast {
    private static final int LONGEST_LOGLINE = 140;
    private static final int LONGEST_LOOK = 90;
    private static final int LONGEST_STYLE = 80;
    private static final int LONGEST_PHRASE = 60;
    private static final int SHORT_LOOK = 4;

    private final NounWords words;
    private final PremiseReader reader;

    Cast(NounWords words) {
        this.words = words;
        this.reader = new PremiseReader(words);
    }

    /**
     * The parts.
     *
     * @param values what the slots are filled with, but for those that differ from scene to scene
     * @param things the one that the story is about, then the others
     * @param looks of those whom the brief speaks of
     * @param place that the premise names, with its preposition; null when it names none
     */
    record Roles(Map<String, String> values, List<String> things, Looks looks, String place) {
        /** The values of a scene, 0 for the first. */
        Map<String, String> values(int scene) {
            int others = things.size() - 1;
            values.put("object", things.get(0));
            values.put("detail", others == 0 ? things.get(0) : things.get(1 + scene % others));
            return values;
        }

        /** What the brief says is to be seen in a scene. */
        OwnPicture own(Brief brief, int scene) {
            return scene < brief.scenes().size()
                    ? OwnPicture.of(brief.scenes().get(scene), looks, place)
                    : OwnPicture.NONE;
        }
    }

    Roles of(Brief brief, StoryTemplate template) {
        PremiseWorld premise = reader.read(brief.premise());
        PremiseWorld world = premise;
        for (BriefScene scene : brief.scenes()) {
            world = world.with(reader.read(Wording.isSaid(scene.summary()) ? scene.summary() : ""));
        }
        Role hero = role(brief, world.people(), 0, template.hero());
        Role other = role(brief, world.people(), 1, template.other());
        String place = world.places().isEmpty()
                ? template.place()
                : withThe(world.places().get(0));
        String mood = Wording.shortened(line(brief.mood()), LONGEST_PHRASE);
        Map<String, String> values = new HashMap<>(Map.ofEntries(
                Map.entry("premise", premise(brief.premise())),
                Map.entry(
                        "genre",
                        Wording.shortened(
                                Continuity.isReadable(brief.genre()) ? line(brief.genre()) : "story", LONGEST_PHRASE)),
                Map.entry("mood", mood),
                Map.entry("aMood", Continuity.isReadable(mood) ? withArticle(mood) : "a cinematic"),
                Map.entry("style", style(brief.visualStyle(), template.style())),
                Map.entry("place", place),
                Map.entry("inPlace", placed(place)),
                Map.entry("hero", hero.name()),
                Map.entry("heroLook", hero.look()),
                Map.entry("other", other.name()),
                Map.entry("otherLook", other.look())));
        return new Roles(
                values,
                world.things().isEmpty()
                        ? template.objects()
                        : world.things().stream().map(thing -> "the " + thing).toList(),
                looks(brief, premise, hero),
                premise.places().isEmpty() ? null : placed(place));
    }

    private static Role role(Brief brief, List<String> people, int index, Role fallback) {
        if (index < brief.characters().size()) {
            Brief.Character character = brief.characters().get(index);
            String name = Wording.shortened(line(Wording.firstSaid(character.name(), fallback.name())), LONGEST_PHRASE);
            String look = Wording.firstSaid(character.visual(), name);
            return new Role(name, look(Continuity.isReadable(look) ? look : fallback.look()));
        }
        if (index < people.size()) {
            String phrase = people.get(index);
            return new Role("the " + phrase, NounWords.isPlural(phrase) ? phrase : withArticle(phrase));
        }
        return new Role(fallback.name(), look(fallback.look()));
    }

    /** Without characters she or he is the one of the premise. */
    private Looks looks(Brief brief, PremiseWorld premise, Role hero) {
        Map<String, String> kinds = new LinkedHashMap<>();
        List<String> meant = new ArrayList<>();
        for (Brief.Character character : brief.characters()) {
            if (Continuity.isReadable(character.visual())) {
                String look = line(character.visual()).replaceAll("[\\s.,;:]+$", "");
                meant.add(look);
                if (Wording.isSaid(character.name())
                        && words.isPerson(character.name().toLowerCase(Locale.ROOT))) {
                    kinds.put(character.name(), look);
                }
            }
        }
        if (brief.characters().isEmpty() && !premise.people().isEmpty()) {
            meant.add(hero.look());
        }
        return new Looks(Continuity.of(brief.characters()), kinds, meant);
    }

    private String placed(String place) {
        String last = place.substring(place.lastIndexOf(' ') + 1);
        return (words.isSurface(last) && !NounWords.isPlural(last) ? "on " : "in ") + place;
    }

    private static String withThe(String place) {
        return Character.isUpperCase(place.codePointAt(0)) ? place : "the " + place;
    }

    /** Whole sentences, as many as a logline has room for, with the mark at the end. */
    private static String premise(String text) {
        String whole = line(text);
        List<String> sentences = new ArrayList<>();
        for (String sentence : whole.split("(?<=[.!?。！？]) ")) {
            if (String.join(" ", sentences).length() + sentence.length() >= LONGEST_LOGLINE) {
                break;
            }
            sentences.add(sentence);
        }
        String kept = sentences.isEmpty() ? Wording.firstSentence(whole, LONGEST_LOGLINE) : String.join(" ", sentences);
        return kept.matches(".*[.!?。！？…]") ? kept : kept.replaceAll("[\\s,;:]+$", "") + ".";
    }

    private static String withArticle(String phrase) {
        boolean isVowel = phrase.matches("(?i)([aeiou]|hour|honest|heir).*")
                && !phrase.matches("(?i)(uni[^dmn]|use|eu|one\\b).*");
        return (isVowel ? "an " : "a ") + phrase;
    }

    /** Cut after a whole detail where there are several; a comma before what follows when it has more than a few words. */
    private static String look(String text) {
        String whole = line(text).replaceAll("[\\s.,;]+$", "");
        String look = Wording.shortened(whole, LONGEST_LOOK);
        if (look.length() < whole.length() && look.contains(",")) {
            look = look.substring(0, look.lastIndexOf(','));
        }
        return look.contains(",") || PicturePrompt.words(look) > SHORT_LOOK ? look + "," : look;
    }

    private static String style(String ofBrief, String ofTemplate) {
        String style = Wording.shortened(line(Continuity.isReadable(ofBrief) ? ofBrief : ofTemplate), LONGEST_STYLE)
                .replaceAll("[\\s.,;]+$", "");
        return style.substring(0, 1).toLowerCase(Locale.ROOT) + style.substring(1);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
