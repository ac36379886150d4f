package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request wants told, read from its text and its schema.
 *
 * @param cast names of those whom the brief has in it
 * @param premise empty when the text has no line that says so
 * @param sceneCount how many scenes the whole story has
 * @param onlyScene the scene that is asked for alone, counted from 1
 */
record StoryWish(
        String text,
        List<String> cast,
        String premise,
        String genre,
        String mood,
        String style,
        int sceneCount,
        OptionalInt onlyScene,
        long seed) {
    private static final int DEFAULT_SCENES = 3;
    private static final int MOST_SCENES = 500;
    private static final List<String> NUMBERS = List.of(
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");
    private static final Pattern COUNT =
            Pattern.compile("(?i)\\b(\\d{1,3}|" + String.join("|", NUMBERS) + ")[\\s*]+(?:[a-z-]+\\s+){0,3}?scenes\\b");
    private static final Pattern COUNT_FIELD =
            Pattern.compile("(?i)\\b(?:scene ?count|scenes|number of scenes)[\\s*\"']*[:=]\\s*(\\d{1,3})");
    private static final Pattern ONE_OF_MANY =
            Pattern.compile("(?i)\\bscene\\s+#?(\\d{1,3})\\s*(?:of|/)\\s*(\\d{1,3})");
    private static final Pattern CAST = Pattern.compile("\"characters\":\\[(.*?)]");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]{1,60})\"");
    private static final Pattern NUMBERED = Pattern.compile("(?i)\\bscene\\s+(?:number\\s+)?#?(\\d{1,3})\\b");

    static StoryWish of(ChatRequest request) {
        String text = request.text();
        JsonNode schema = request.schema().orElse(Reply.JSON.missingNode());
        Matcher oneOfMany = ONE_OF_MANY.matcher(text);
        boolean one = oneOfMany.find();
        int count = one ? Integer.parseInt(oneOfMany.group(2)) : count(text, schema);
        boolean alone =
                schema.isObject() ? schema.at("/properties/prompt").isObject() : one && !text.contains("\"scenes\"");
        OptionalInt only = OptionalInt.empty();
        if (alone) {
            Matcher numbered = NUMBERED.matcher(text);
            only = OptionalInt.of(Math.max(1, numbered.find() ? Integer.parseInt(numbered.group(1)) : 1));
            count = Math.max(count, only.getAsInt());
        }
        return new StoryWish(
                text,
                cast(text),
                line(text, "premise")
                        .or(() -> line(text, "story idea"))
                        .map(line -> line.split("\",\"")[0])
                        .orElse(""),
                field(text, "genre").orElse(""),
                field(text, "mood").orElse(""),
                field(text, "style").orElse(""),
                Math.min(MOST_SCENES, count),
                only,
                request.seed());
    }

    static StoryWish direct(JsonNode body) {
        int count = body.path("sceneCount").asInt(DEFAULT_SCENES);
        return new StoryWish(
                "",
                List.of(),
                body.path("premise").asText(""),
                body.path("genre").asText(""),
                body.path("mood").asText(""),
                body.path("style").asText(""),
                Math.max(0, Math.min(MOST_SCENES, count)),
                OptionalInt.empty(),
                body.path("seed").asLong(0));
    }

    private static List<String> cast(String text) {
        Matcher characters = CAST.matcher(text);
        return characters.find()
                ? NAME.matcher(characters.group(1))
                        .results()
                        .map(name -> name.group(1))
                        .toList()
                : List.of();
    }

    private static int count(String text, JsonNode schema) {
        JsonNode scenes = schema.at("/properties/scenes");
        int least = scenes.path("minItems").asInt(0);
        int most = scenes.path("maxItems").asInt(Integer.MAX_VALUE);
        if (least > 0 && least == most) {
            return least;
        }
        int said = said(text);
        return Math.max(least, Math.min(most, said));
    }

    private static int said(String text) {
        for (Pattern pattern : List.of(COUNT, COUNT_FIELD)) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                String number = matcher.group(1).toLowerCase(Locale.ROOT);
                return NUMBERS.contains(number) ? NUMBERS.indexOf(number) : Integer.parseInt(number);
            }
        }
        return DEFAULT_SCENES;
    }

    private static Optional<String> line(String text, String label) {
        return first(text, label, "([^\\n]{3,})");
    }

    private static Optional<String> field(String text, String label) {
        return first(text, label, "([^\\n.;\"]{2,80})");
    }

    private static Optional<String> first(String text, String label, String value) {
        Matcher matcher = Pattern.compile("(?i)\\b" + label + "[\\s*\"'`]*[:=][\\s*\"'`]*" + value)
                .matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).replaceAll("[\\s\"'*,]+$", "")) : Optional.empty();
    }
}
