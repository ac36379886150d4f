package io.showrunner.simulator.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a story for a wish: a written one when the premise is known, otherwise one put together from phrases and the
 * words of the premise. The same wish and seed give the same words.
 */
final class Storyteller {
    /** Shares no factor with the length of any list that is gone through. */
    private static final int STRIDE = 7;

    /** Looks that do for whoever a premise may be about. */
    private static final String OF_ANYBODY = "weathered, lit from one side";

    private final Library library;

    Storyteller(Library library) {
        this.library = library;
    }

    Tale tell(StoryWish wish) {
        if (wish.text().isEmpty() && wish.premise().isEmpty()) {
            return lengthened(library.forSeed(wish.seed()), wish);
        }
        return library.about(wish).map(tale -> lengthened(tale, wish)).orElseGet(() -> invented(wish));
    }

    /** A written story with as many scenes as wanted: its own at the start, in the middle and at the end. */
    private Tale lengthened(Tale tale, StoryWish wish) {
        int count = wish.sceneCount();
        List<Tale.Scene> own = tale.scenes();
        Premise premise = Premise.of(tale.premise(), "");
        List<Tale.Scene> scenes = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            if (number == 1) {
                scenes.add(shot(own.get(0), tale, wish));
            } else if (number == count && !isToldElsewhere(own.get(2), wish, number)) {
                scenes.add(shot(own.get(2), tale, wish));
            } else if (number == (count + 1) / 2) {
                scenes.add(shot(own.get(1), tale, wish));
            } else {
                scenes.add(between(own.get(number < (count + 1) / 2 ? 0 : 1), premise, wish, number));
            }
        }
        return new Tale(
                tale.title(),
                tale.premise(),
                tale.looks(),
                tale.logline(),
                tale.directorsVision(),
                wish.seed(),
                scenes);
    }

    /** A brief that brings the written ending may go on behind it. */
    private static boolean isToldElsewhere(Tale.Scene scene, StoryWish wish, int number) {
        Matcher told = Pattern.compile("\"number\":(\\d+),\"title\":\"" + Pattern.quote(scene.title()) + "\"")
                .matcher(wish.text());
        return told.find() && Integer.parseInt(told.group(1)) != number;
    }

    /** Another seed than the story's own is another take: other glass, other air. */
    private Tale.Scene shot(Tale.Scene scene, Tale tale, StoryWish wish) {
        if (wish.seed() == tale.seed()) {
            return scene;
        }
        SplittableRandom chance = chance(wish, scene.title().hashCode());
        Phrases phrases = library.phrases();
        String prompt =
                scene.prompt() + ", " + pick(phrases.textures(), chance) + ", " + pick(phrases.lenses(), chance);
        return new Tale.Scene(
                scene.title(), scene.summary(), prompt, scene.mood(), scene.cameraMovement(), scene.palette());
    }

    private Tale.Scene between(Tale.Scene neighbour, Premise premise, StoryWish wish, int number) {
        Tale.Scene invented = scene(wish, premise, number);
        return new Tale.Scene(
                invented.title(),
                invented.summary(),
                invented.prompt(),
                neighbour.mood(),
                invented.cameraMovement(),
                neighbour.palette());
    }

    private Tale invented(StoryWish wish) {
        Premise premise = Premise.of(wish.premise(), wish.text());
        List<Tale.Scene> scenes = new ArrayList<>();
        for (int number = 1; number <= wish.sceneCount(); number++) {
            scenes.add(scene(wish, premise, number));
        }
        String mood = wish.mood().isEmpty() ? "quiet" : wish.mood();
        String logline = sentence(
                wish.premise().isEmpty()
                        ? premise.subject() + " follows " + thing(premise, 1) + " to its end"
                        : wish.premise());
        String vision = "A " + mood + " film in three acts, told through " + thing(premise, 0) + " and "
                + thing(premise, 1)
                + ". It begins far away and still, comes closer with the first doubt, and lets go of the camera only in"
                + " the last scene. "
                + (wish.style().isEmpty() ? "Natural light, few colours." : sentence(wish.style()));
        return new Tale(capital(premise.subject()), wish.premise(), OF_ANYBODY, logline, vision, wish.seed(), scenes);
    }

    private Tale.Scene scene(StoryWish wish, Premise premise, int number) {
        SplittableRandom chance = chance(wish, number);
        Phrases phrases = library.phrases();
        Phrases.Genre genre = phrases.genre(wish.genre());
        String place = turn(genre.places(), wish, number);
        String thing = thing(premise, number);
        String mood = (wish.mood().isEmpty() ? "" : wish.mood() + ", ") + pick(genre.moods(), chance);
        String style = wish.style().isEmpty() ? "" : ", " + wish.style();
        String prompt = pick(phrases.shots(), chance) + " of " + who(wish, premise, number) + " at "
                + place + ", " + thing + " in the foreground, " + pick(genre.light(), chance) + ", "
                + pick(phrases.textures(), chance) + style + ", " + pick(phrases.lenses(), chance) + ", " + mood
                + " atmosphere, cinematic composition with depth";
        return new Tale.Scene(
                inTheLanguageOf(wish, 20, filled(turn(phrases.titles(), wish, number), premise, place, number)),
                inTheLanguageOf(wish, 120, filled(beat(wish, number), premise, place, number)),
                prompt,
                mood,
                pick(phrases.cameras(), chance),
                pick(genre.palettes(), chance));
    }

    /** Those whom the brief names take turns; without any it is the one that the premise is about. */
    private static String who(StoryWish wish, Premise premise, int number) {
        List<String> named =
                wish.cast().stream().filter(name -> !Premise.isForeign(name)).toList();
        return named.isEmpty() ? premise.subject() : named.get((number - 1) % named.size());
    }

    /** What people read: words of the premise when it is not in English. */
    private static String inTheLanguageOf(StoryWish wish, int longest, String words) {
        if (!Premise.isForeign(wish.premise())) {
            return words;
        }
        String own = wish.premise();
        return own.substring(0, own.offsetByCodePoints(0, Math.min(longest, own.codePointCount(0, own.length()))));
    }

    private String beat(StoryWish wish, int number) {
        List<String> beats = library.phrases().beats();
        double share = wish.sceneCount() <= 1 ? 0 : (number - 1.0) / (wish.sceneCount() - 1);
        return beats.get((int) Math.round(share * (beats.size() - 1)));
    }

    private static String filled(String pattern, Premise premise, String place, int number) {
        String other = premise.things().get(number * 2 % premise.things().size());
        return pattern.replace("{Subject}", capital(premise.subject()))
                .replace("{subject}", premise.subject())
                .replace("{thing}", thing(premise, number))
                .replace("{Other}", capital(other))
                .replace("{other}", other)
                .replace("{place}", place);
    }

    private static String thing(Premise premise, int number) {
        return "the "
                + premise.things()
                        .get(Math.floorMod(number * 2 + 1, premise.things().size()));
    }

    /** Goes through the list without repeating an entry before all were used. */
    private static String turn(List<String> list, StoryWish wish, int number) {
        int start = chance(wish, 0).nextInt(list.size());
        return list.get((start + number * STRIDE) % list.size());
    }

    private static String pick(List<String> list, SplittableRandom chance) {
        return list.get(chance.nextInt(list.size()));
    }

    private static SplittableRandom chance(StoryWish wish, int salt) {
        long premise = wish.premise().isEmpty()
                ? wish.text().hashCode()
                : wish.premise().hashCode();
        return new SplittableRandom(wish.seed() * 0x9E3779B97F4A7C15L + premise * 31L + salt * 0x632BE59BD9B4E019L);
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String sentence(String text) {
        return capital(text) + (text.endsWith(".") ? "" : ".");
    }
}
