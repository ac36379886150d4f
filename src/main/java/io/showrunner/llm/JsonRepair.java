package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the JSON in a model's words by a ladder of narrow repairs, each tried only when the one before gave nothing
 * acceptable. Truncated JSON is never closed: that would shorten generated work without saying so.
 */
public final class JsonRepair {
    private static final int LONGEST = 200_000;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonRepair() {}

    /** Which repair made the words readable, in the order in which they are tried. */
    public enum Rung {
        AS_IS,
        THINKING_REMOVED,
        FENCE_UNWRAPPED,
        BALANCED_PART,
        LENIENT,
        FOREIGN_TOKENS,
        UNESCAPED
    }

    /** An object or array found in a model's words. */
    public record Repaired(JsonNode json, Rung rung) {}

    /** The first object or array that the ladder finds. */
    public static Optional<Repaired> read(String text) {
        return read(text, json -> true);
    }

    /**
     * The first object or array that is acceptable, or else the first that parses at all, so that its faults can be
     * named. Empty when there is none, when a thinking block was never closed, or when the text {@link #isTooLong}.
     */
    public static Optional<Repaired> read(String text, Predicate<JsonNode> acceptable) {
        if (isTooLong(text)) {
            return Optional.empty();
        }
        return new Ladder(acceptable).climb(withoutMark(text).strip());
    }

    /** True beyond {@value #LONGEST} characters, which are not read. */
    public static boolean isTooLong(String text) {
        return text.length() > LONGEST;
    }

    /** The words after what the model thinks aloud; empty when it never came to an answer. */
    public static String withoutThinking(String text) {
        return Thinking.removed(text);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static final class Ladder {
        private final Predicate<JsonNode> acceptable;
        private Repaired secondBest;

        Ladder(Predicate<JsonNode> acceptable) {
            this.acceptable = acceptable;
        }

        Optional<Repaired> climb(String text) {
            Optional<Repaired> found = first(strict(List.of(text)), Rung.AS_IS);
            if (found.isPresent()) {
                return found;
            }
            String answer = Thinking.removed(text);
            List<String> fenced = ModelText.fencedBlocks(answer);
            List<String> whole =
                    Stream.concat(fenced.stream(), Stream.of(answer)).toList();
            return first(strict(List.of(answer)), Rung.THINKING_REMOVED)
                    .or(() -> first(strict(fenced), Rung.FENCE_UNWRAPPED))
                    .or(() -> first(strict(ModelText.balancedParts(answer)), Rung.BALANCED_PART))
                    .or(() -> first(lenient(whole.stream()), Rung.LENIENT))
                    .or(() -> first(lenient(whole.stream().map(ForeignTokens::replaced)), Rung.FOREIGN_TOKENS))
                    .or(() -> first(lenient(unescaped(whole)), Rung.UNESCAPED))
                    .or(() -> Optional.ofNullable(secondBest));
        }

        private Optional<Repaired> first(Stream<JsonNode> candidates, Rung rung) {
            for (JsonNode json : (Iterable<JsonNode>) candidates::iterator) {
                Repaired read = new Repaired(json, rung);
                if (acceptable.test(json)) {
                    return Optional.of(read);
                }
                secondBest = secondBest == null ? read : secondBest;
            }
            return Optional.empty();
        }

        private static Stream<JsonNode> strict(List<String> candidates) {
            return candidates.stream().flatMap(candidate -> parse(candidate).stream());
        }

        private static Stream<JsonNode> lenient(Stream<String> candidates) {
            return candidates.flatMap(candidate -> LenientJson.parts(candidate).stream());
        }

        private static Stream<String> unescaped(List<String> candidates) {
            return candidates.stream().flatMap(candidate -> LenientJson.unescaped(candidate).stream());
        }

        private static Optional<JsonNode> parse(String text) {
            try {
                return Optional.ofNullable(STRICT.readTree(text)).filter(JsonNode::isContainerNode);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }
}
