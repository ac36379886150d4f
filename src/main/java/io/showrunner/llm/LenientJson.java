package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON with the syntax errors that have one meaning only, by the features that the parser itself has for them. */
final class LenientJson {
    private static final int MOST_STARTS = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private LenientJson() {}

    /** Objects and arrays that the words hold, in their order, none inside another. */
    static List<JsonNode> parts(String words) {
        List<JsonNode> parts = new ArrayList<>();
        char[] text = words.toCharArray();
        int starts = 0;
        int i = 0;
        while (i < text.length && starts < MOST_STARTS) {
            if (text[i] != '{' && text[i] != '[') {
                i++;
                continue;
            }
            starts++;
            i += part(text, i, parts);
        }
        return parts;
    }

    /** Adds what begins here and gives the characters to go on by. */
    private static int part(char[] text, int start, List<JsonNode> parts) {
        try (JsonParser parser = MAPPER.createParser(text, start, text.length - start)) {
            parts.add(parser.<JsonNode>readValueAsTree());
            return (int) parser.currentLocation().getCharOffset();
        } catch (JsonProcessingException e) {
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a JSON string whose quotes are there or are left out: {@code {\"title\": …}}. */
    static Optional<String> unescaped(String words) {
        if (!words.contains("\\\"")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    MAPPER.readValue(words.startsWith("\"") ? words : '"' + words + '"', String.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
