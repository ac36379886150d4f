package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.writer.StoryTemplate.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who and what of a brief takes which part in a template; the template's own where the brief has nobody and nothing. */
final class Cast {
    private static final int LONGEST_LOGLINE = 140;
    private static final int LONGEST_LOOK = 90;
    private static final int LONGEST_STYLE = 80;
    private static final int LONGEST_SEEN = 220;
    private static final int LONGEST_PHRASE = 60;

    private final PremiseReader reader;

    Cast(PremiseReader reader) {
        this.reader = reader;
    }

    /** The parts, and what they are filled with. */
    record Roles(Map<String, String> values, List<String> objects) {
        /** The thing of a scene, 0 for the first. */
        String object(int scene) {
            return objects.get(scene % objects.size());
        }

        /** What the brief says is to be seen in a scene, with everybody's looks and the place; null when it says nothing. */
        String seen(Brief brief, int index) {
            BriefScene scene = index < brief.scenes().size() ? brief.scenes().get(index) : null;
            if (scene == null || !Wording.isSaid(scene.summary())) {
                return null;
            }
            String seen = Wording.shortened(line(scene.summary()), LONGEST_SEEN);
            for (Brief.Character character : brief.characters()) {
                if (Wording.isSaid(character.name()) && Wording.isSaid(character.visual())) {
                    seen = introduced(seen, line(character.name()), look(character.visual()));
                }
            }
            return seen.replaceAll("[\\s.]+$", "") + ", at " + values.get("place");
        }

        private static String introduced(String text, String name, String look) {
            Matcher named = Pattern.compile(
                            "(?<!\\p{L})" + Pattern.quote(name) + "(?!\\p{L})(?![’']s)", Pattern.CASE_INSENSITIVE)
                    .matcher(text);
            return named.find()
                    ? named.replaceFirst(Matcher.quoteReplacement(named.group() + ", " + look + ","))
                    : text;
        }
    }

    Roles of(Brief brief, StoryTemplate template) {
        PremiseWorld world = reader.read(brief.premise());
        for (BriefScene scene : brief.scenes()) {
            world = world.with(reader.read(Wording.isSaid(scene.summary()) ? scene.summary() : ""));
        }
        Map<String, String> values = new HashMap<>();
        values.put("premise", premise(brief.premise()));
        values.put("genre", Wording.shortened(line(brief.genre()), LONGEST_PHRASE));
        values.put("mood", Wording.shortened(line(brief.mood()), LONGEST_PHRASE));
        values.put("aMood", withArticle(values.get("mood")));
        values.put("style", style(Wording.firstSaid(brief.visualStyle(), template.style())));
        values.put(
                "place",
                world.places().isEmpty()
                        ? template.place()
                        : "the " + world.places().get(0));
        put(values, "hero", role(brief, world.people(), 0, template.hero()));
        put(values, "other", role(brief, world.people(), 1, template.other()));
        List<String> things =
                world.things().stream().map(thing -> "the " + thing).toList();
        return new Roles(values, things.isEmpty() ? template.objects() : things);
    }

    private static void put(Map<String, String> values, String part, Role role) {
        values.put(part, role.name());
        values.put(part + "Look", role.look());
    }

    private static Role role(Brief brief, List<String> people, int index, Role fallback) {
        if (index < brief.characters().size()) {
            Brief.Character character = brief.characters().get(index);
            String name = Wording.shortened(line(Wording.firstSaid(character.name(), fallback.name())), LONGEST_PHRASE);
            return new Role(name, look(Wording.firstSaid(character.visual(), name)));
        }
        if (index < people.size()) {
            String phrase = people.get(index);
            return new Role("the " + phrase, phrase.matches(".*[^s]s") ? phrase : withArticle(phrase));
        }
        return fallback;
    }

    /** Whole sentences, as many as a logline has room for. */
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
        return kept.replaceAll("[\\s.,;:!?]+$", "");
    }

    private static String withArticle(String phrase) {
        return (phrase.matches("(?i)[aeiou].*") ? "an " : "a ") + phrase;
    }

    /** Cut after a whole detail where there are several, and then with a comma before what follows. */
    private static String look(String text) {
        String whole = line(text).replaceAll("[\\s.,;]+$", "");
        String look = Wording.shortened(whole, LONGEST_LOOK);
        if (look.length() < whole.length() && look.contains(",")) {
            look = look.substring(0, look.lastIndexOf(','));
        }
        return look.contains(",") ? look + "," : look;
    }

    private static String style(String text) {
        String style = Wording.shortened(line(text), LONGEST_STYLE).replaceAll("[\\s.,;]+$", "");
        return style.isEmpty() ? style : style.substring(0, 1).toLowerCase(Locale.ROOT) + style.substring(1);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
