package io.showrunner.brief;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in our words, with line and column, what Jackson or SnakeYAML could not read. */
final class SyntaxProblem {
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");
    private static final Pattern NO_NUMBER = Pattern.compile("Malformed numeric value '(.*)'");
    private static final int LONGEST = 200;

    private SyntaxProblem() {}

    static Problem of(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        Matcher duplicate = DUPLICATE.matcher(message);
        if (duplicate.find()) {
            return Problem.of(duplicate.group(1), "it must be there only once" + at(e.getLocation()));
        }
        Matcher number = NO_NUMBER.matcher(message);
        if (number.find() && e.getProcessor() instanceof JsonParser parser) {
            return Problem.of(field(parser), Excerpt.of(number.group(1)), "it must be a finite number");
        }
        if (message.contains("nesting depth")) {
            return Problem.of(
                    "content",
                    "it must not be nested deeper than " + DocumentParser.DEEPEST + " levels" + at(e.getLocation()));
        }
        if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            Mark mark = yaml.getProblemMark();
            return unreadable(place(mark.getLine() + 1, mark.getColumn() + 1), String.valueOf(yaml.getProblem()));
        }
        return unreadable(at(e.getLocation()), message);
    }

    /** The place in brackets, with a space before it; empty when it is not known. */
    static String at(JsonLocation place) {
        return place == null || place.getLineNr() < 1 ? "" : place(place.getLineNr(), place.getColumnNr());
    }

    private static String field(JsonParser parser) {
        String name = parser.getParsingContext().getCurrentName();
        return name == null ? "content" : name;
    }

    private static Problem unreadable(String place, String why) {
        String oneLine = why.lines().map(String::strip).collect(Collectors.joining(" "));
        return Problem.of("content", "it cannot be read" + place + ": " + Excerpt.of(oneLine, LONGEST));
    }

    private static String place(int line, int column) {
        return " (line " + line + ", column " + column + ")";
    }
}
