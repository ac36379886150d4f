package io.showrunner.brief;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The id of a brief's story: words that people recognise, and digits of a hash of the brief's content and id. The same
 * brief always gets the same id, so that a repeat after a crash finds what the first try left.
 */
final class StoryId {
    private static final int LONGEST_SLUG = 40;
    private static final int PREMISE_WORDS = 6;

    private StoryId() {}

    /** The id, and the ones to take when it belongs to another brief: with more and more digits. */
    static List<String> candidates(Brief brief, String contentHash) {
        String hash = BriefHash.sha256(contentHash + "\n" + (brief.briefId() == null ? "" : brief.briefId()));
        String slug = Stream.of(brief.title(), brief.briefId(), firstWords(brief.premise()))
                .map(text -> text == null ? "" : slug(text))
                .filter(text -> !text.isEmpty())
                .map(text -> text + "-")
                .findFirst()
                .orElse("");
        return IntStream.of(8, 16, 32)
                .mapToObj(digits -> "story-" + slug + hash.substring(0, digits))
                .toList();
    }

    private static String firstWords(String text) {
        return String.join(
                " ", Arrays.stream(text.split("\\s+")).limit(PREMISE_WORDS).toList());
    }

    private static String slug(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("['’]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.replaceAll("^-", "");
        return cut.substring(0, Math.min(LONGEST_SLUG, cut.length())).replaceAll("-$", "");
    }
}
