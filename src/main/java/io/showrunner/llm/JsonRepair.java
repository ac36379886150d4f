package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the JSON in a model's words by a ladder of narrow repairs, each tried only when the one before gave nothing
 * acceptable. Truncated JSON is never closed: that would shorten generated work without saying so.
 */
public final class JsonRepair {
    private static final int LONGEST = 200_000;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper LENIENT = STRICT.rebuild()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsonRepair() {}

    /** Which repair made the words readable, in the order in which they are tried. */
    public enum Rung {
        AS_IS,
        THINKING_REMOVED,
        FENCE_UNWRAPPED,
        BALANCED_PART,
        LENIENT
    }

    /** An object or array found in a model's words. */
    public record Repaired(JsonNode json, Rung rung) {}

    /** The first object or array that the ladder finds. */
    public static Optional<Repaired> read(String text) {
        return read(text, json -> true);
    }

    /**
     * The first object or array that is acceptable, or else the first that parses at all, so that its faults can be
     * named. Empty when there is none, when a thinking block was never closed, or beyond {@value #LONGEST} characters.
     */
    public static Optional<Repaired> read(String text, Predicate<JsonNode> acceptable) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return new Ladder(acceptable).climb(withoutMark(text).strip());
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
            Optional<Repaired> found = first(List.of(text), STRICT, Rung.AS_IS);
            if (found.isPresent()) {
                return found;
            }
            String answer = Thinking.removed(text);
            List<String> fenced = ModelText.fencedBlocks(answer);
            List<String> balanced = ModelText.balancedParts(answer);
            return first(List.of(answer), STRICT, Rung.THINKING_REMOVED)
                    .or(() -> first(fenced, STRICT, Rung.FENCE_UNWRAPPED))
                    .or(() -> first(balanced, STRICT, Rung.BALANCED_PART))
                    .or(() -> first(List.of(answer), LENIENT, Rung.LENIENT))
                    .or(() -> first(fenced, LENIENT, Rung.LENIENT))
                    .or(() -> first(balanced, LENIENT, Rung.LENIENT))
                    .or(() -> Optional.ofNullable(secondBest));
        }

        private Optional<Repaired> first(List<String> candidates, JsonMapper mapper, Rung rung) {
            for (String candidate : candidates) {
                Optional<Repaired> read = parse(candidate, mapper).map(json -> new Repaired(json, rung));
                if (read.isPresent() && acceptable.test(read.get().json())) {
                    return read;
                }
                secondBest = secondBest == null ? read.orElse(null) : secondBest;
            }
            return Optional.empty();
        }

        private static Optional<JsonNode> parse(String text, JsonMapper mapper) {
            try {
                return Optional.ofNullable(mapper.readTree(text)).filter(JsonNode::isContainerNode);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }
}
