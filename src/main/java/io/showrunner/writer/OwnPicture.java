package io.showrunner.writer;

import io.showrunner.brief.Brief.BriefScene;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a brief itself says that one of its scenes shows.
 *
 * @param seen its summary with everybody's looks and the place; null when there is none that an image model can read
 * @param filmed how the brief wants it taken; null when it does not say
 */
record OwnPicture(String seen, String filmed) {
    static final OwnPicture NONE = new OwnPicture(null, null);
    private static final int LONGEST_SEEN = 220;
    private static final Pattern FEMALE =
            Pattern.compile("(?i)\\b(woman|girl|lady|her|she|mother|sister|daughter|queen)\\b");
    private static final Pattern MALE = Pattern.compile("(?i)\\b(man|boy|gentleman|his|he|father|brother|son|king)\\b");

    /**
     * Those whose looks are known.
     *
     * @param named of whom the brief says how they look
     * @param kinds the look of everybody who is named by what they are, such as a fox called Fox
     * @param meant looks of those who may be meant by she or he, the most important first
     */
    record Looks(Continuity named, Map<String, String> kinds, List<String> meant) {}

    /**
     * The picture of a scene.
     *
     * @param place with its preposition; null when the brief names none
     */
    static OwnPicture of(BriefScene scene, Looks looks, String place) {
        if (!Continuity.isReadable(scene.summary())) {
            return NONE;
        }
        String summary = Wording.shortened(scene.summary().strip().replaceAll("\\s+", " "), LONGEST_SEEN);
        String seen = introduced(summary, looks).replaceAll("[\\s.]+$", "");
        boolean isPlaced = place == null || says(summary, place.substring(place.lastIndexOf(' ') + 1));
        return new OwnPicture(
                isPlaced ? seen : seen + ", " + place,
                Continuity.isReadable(scene.cameraMovement()) ? scene.cameraMovement() : null);
    }

    /** Everybody who is named gets the look behind the name; when nobody is, she or he does who can be meant. */
    private static String introduced(String summary, Looks looks) {
        String text = looks.named().withLooks(summary);
        for (Map.Entry<String, String> kind : looks.kinds().entrySet()) {
            text = behind(text, kind.getKey(), kind.getValue());
        }
        if (text.equals(summary)) {
            text = behind(text, "she", lookOf(looks.meant(), MALE));
        }
        return text.equals(summary) ? behind(text, "he", lookOf(looks.meant(), FEMALE)) : text;
    }

    private static String lookOf(List<String> looks, Pattern other) {
        return looks.stream()
                .filter(look -> !other.matcher(look).find())
                .findFirst()
                .orElse(null);
    }

    private static String behind(String text, String word, String look) {
        Matcher found = Pattern.compile("(?i)(?<!\\p{L})" + Pattern.quote(word) + "(?!\\p{L})(?![’']s)")
                .matcher(text);
        return look != null && !text.contains(look) && found.find()
                ? found.replaceFirst(Matcher.quoteReplacement(found.group() + ", " + look + ","))
                : text;
    }

    private static boolean says(String text, String word) {
        return Pattern.compile("(?<!\\p{L})" + Pattern.quote(word) + "(?!\\p{L})", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }
}
