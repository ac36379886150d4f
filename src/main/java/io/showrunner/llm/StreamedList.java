package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the objects of one list out of an answer while it is being written, each as soon as its last brace is there.
 * Repairs nothing: it stops at the first thing that is not plainly JSON, and what it leaves is for whoever reads the whole
 * answer. Thoughts, prose and fences in front of the list are passed over. Not thread-safe.
 */
public final class StreamedList {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST = 200_000;

    private final Pattern opening;
    private final StringBuilder text = new StringBuilder();
    private String before = "";
    private boolean hasBegun;
    private boolean hasEnded;
    private int length;
    private int at;
    private int depth;
    private boolean inString;
    private boolean isEscaped;

    /** @param name of the field that holds the list */
    public StreamedList(String name) {
        opening = Pattern.compile("(?<!\\\\)\"" + Pattern.quote(name) + "\"\\s*:\\s*\\[");
    }

    /** The objects that have become complete with these words, in their order. */
    public List<JsonNode> add(String words) {
        length += words.length();
        if (hasEnded || length > LONGEST) {
            return List.of();
        }
        text.append(words);
        if (!hasBegun && words.indexOf('[') >= 0) {
            begin();
        }
        List<JsonNode> complete = new ArrayList<>();
        while (hasBegun && !hasEnded && at < text.length()) {
            step(text.charAt(at++), complete);
        }
        return complete;
    }

    /** The answer in front of the list; empty before the list has begun. */
    public String before() {
        return before;
    }

    private void begin() {
        String end = text.substring(text.toString().stripTrailing().length());
        String answer = Thinking.removed(text.toString()) + end;
        Matcher matcher = opening.matcher(answer);
        if (matcher.find()) {
            hasBegun = true;
            before = answer.substring(0, matcher.start());
            text.setLength(0);
            text.append(answer, matcher.end(), answer.length());
        }
    }

    private void step(char c, List<JsonNode> complete) {
        if (inString) {
            inString = isEscaped || c != '"';
            isEscaped = !isEscaped && c == '\\';
        } else if (c == '{' || (c == '[' && depth > 0)) {
            depth++;
        } else if (depth == 0) {
            hasEnded = c != ',' && !Character.isWhitespace(c);
        } else if (c == '"') {
            inString = true;
        } else if (c == '}' || c == ']') {
            depth--;
            if (depth == 0) {
                take(complete);
            }
        }
    }

    private void take(List<JsonNode> complete) {
        String object = text.substring(text.indexOf("{"), at);
        text.delete(0, at);
        at = 0;
        try {
            complete.add(STRICT.readTree(object));
        } catch (JsonProcessingException e) {
            hasEnded = true;
        }
    }
}
