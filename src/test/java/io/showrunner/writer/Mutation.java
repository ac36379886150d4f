package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What local models do to a good story. The label of a class says what must come of it, whatever the reader does: {@code
 * null} when every scene can be had from the answer alone, else the reason why not.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum Mutation {
    PROSE_AROUND(null, (story, random) -> "Here is {your} story, it's done:\n" + story + "\nAnything [else]?"),
    FENCED(null, (story, random) -> "```json\n" + story.toPrettyString() + "\n```"),
    OPEN_FENCE(null, (story, random) -> "```\n" + story),
    THINKING(null, (story, random) -> "<think>Three acts: {a}, [b], \"c</think>\n" + story),
    DRAFT_IN_THOUGHT(null, (story, random) -> "<think>" + Writers.story(4) + "</think>" + story),
    TRAILING_COMMAS(null, (story, random) -> Syntax.trailingCommas(story.toString(), random)),
    PYTHON(null, (story, random) -> Syntax.python(story)),
    COMMENTS(null, (story, random) -> Syntax.comments(story.toPrettyString(), random)),
    UNQUOTED_KEYS(null, (story, random) -> Syntax.unquotedKeys(story.toString())),
    SMART_QUOTES(null, (story, random) -> Syntax.smartQuotes(story)),
    NOT_A_NUMBER(null, (story, random) -> story.toString().replace(":25", pick(random, ":NaN", ":Infinity", ":+25"))),
    NUMBERS_AS_TEXT(null, (story, random) -> story.toString().replace(":25", ":\"25\"")),
    LISTS_FOR_TEXTS(null, (story, random) -> Shape.lists(story)),
    WRAPPED(null, (story, random) -> "{\"" + pick(random, "story", "result", "film") + "\": " + story + "}"),
    SCENES_AS_MAP(null, (story, random) -> Shape.scenesAsMap(story)),
    KEY_SPELLING(null, (story, random) -> Shape.keys(story.toString(), random)),
    EXTRA_FIELDS(null, (story, random) -> Shape.extraFields(story, random)),
    OPTIONAL_FIELDS_LOST(null, (story, random) -> Shape.without(story, "palette", "mood", "summary", "expectedFrames")),
    TOO_MANY(null, (story, random) -> Shape.more(story)),
    ESCAPED(null, (story, random) -> Json.mapper().valueToTree(story.toString()).toString()),
    HALF_ESCAPED(null, (story, random) -> story.toString().replace("\\", "\\\\").replace("\"", "\\\"")),
    RAW_LINE_BREAKS(null, (story, random) -> "\uFEFF" + story.toString().replace(" of ", "\nof\t")),
    REPEATED(null, (story, random) -> story + "\n" + story),
    LAST_BRACKET_LOST(null, (story, random) -> Syntax.withoutEnd(story.toString(), random.nextInt(2) + 1)),
    CUT("NO_JSON", (story, random) -> Syntax.cut(story.toString(), random)),
    OPEN_THOUGHT("NO_JSON", (story, random) -> "<think>" + story + " or maybe"),
    INNER_QUOTES("NO_JSON", (story, random) -> story.toString().replace("keeper", "\"keeper\"")),
    PROSE_ONLY("NO_JSON", (story, random) -> story.path("logline").asText()),
    TOO_FEW("SHORTFALL", (story, random) -> Shape.fewer(story)),
    HEADER_LOST("INVALID", (story, random) -> story.remove(List.of("logline")).toString()),
    PROMPTS_LOST("INVALID", (story, random) -> Shape.without(story, "prompt")),
    OTHER_LANGUAGE("INVALID", (story, random) -> story.toString().replace("scenes", "escenas")),
    TWINS("REPEATED", (story, random) -> Shape.twins(story)),
    TOO_LONG("TOO_LONG", (story, random) -> story + " ".repeat(200_000) + "!");

    private static final int EACH = 4;

    private final String reason;
    private final BiFunction<ObjectNode, Random, String> change;

    Mutation(String reason, BiFunction<ObjectNode, Random, String> change) {
        this.reason = reason;
        this.change = change;
    }

    /** The same answers for the same seed. */
    static Stream<BadAnswer> all(long seed) {
        return Stream.concat(
                Arrays.stream(values()).flatMap(mutation -> mutation.answers(seed)), invalidBytes(new Random(seed)));
    }

    private Stream<BadAnswer> answers(long seed) {
        Random random = new Random(seed + name().hashCode());
        return IntStream.rangeClosed(1, EACH).mapToObj(number -> {
            ObjectNode story = story(random, 2 + random.nextInt(3));
            List<String> titles = story.path("scenes").findValuesAsText("title");
            String body = BadAnswer.body(change.apply(story, random), this == THINKING && number == 1, "stop");
            return answer(number, titles, body);
        });
    }

    private BadAnswer answer(int number, List<String> titles, String body) {
        String kind = "made-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        List<String> kept =
                switch (this) {
                    case TOO_FEW -> titles.subList(0, titles.size() - 1);
                    default -> reason == null ? titles : List.<String>of();
                };
        return new BadAnswer(kind, kind + " " + number, reason == null, reason, titles.size(), kept, body);
    }

    /** Bytes that are no UTF-8, read as the route reads them. */
    private static Stream<BadAnswer> invalidBytes(Random random) {
        return IntStream.rangeClosed(1, EACH).mapToObj(number -> {
            ObjectNode story = story(random, 2);
            byte[] bytes = BadAnswer.body(story.toString(), false, "stop").getBytes(StandardCharsets.UTF_8);
            String view = new String(bytes, StandardCharsets.ISO_8859_1);
            bytes[view.indexOf("camera in view")] = (byte) (0x80 + random.nextInt(0x40));
            String body = new String(bytes, StandardCharsets.UTF_8);
            List<String> titles = story.path("scenes").findValuesAsText("title");
            return new BadAnswer("made-invalid-bytes", "made-invalid-bytes " + number, true, null, 2, titles, body);
        });
    }

    /** A good story with everything in its texts that may confuse a reader of broken JSON. */
    static ObjectNode story(Random random, int scenes) {
        ObjectNode story = Json.mapper().createObjectNode();
        story.put(
                "logline",
                "The keeper's \"ledger\" says: " + pick(random, "None, True", "{tomorrow}", "don't // look"));
        story.put("directorsVision", pick(random, "Quiet frames; weather [as a character]", "Nähe, élan, 静けさ, ‘soft’"));
        ArrayNode list = story.putArray("scenes");
        for (int number = 1; number <= scenes; number++) {
            String place = pick(random, "lamp room", "harbour", "archive", "orchard");
            ObjectNode scene = Writers.scene(number);
            list.add(scene.put(
                            "title",
                            pick(random, "The Keeper's ", "Salt & ", "\"Now\", ", "Ünder: ") + place + " " + number)
                    .put("prompt", scene.path("prompt").asText() + ", " + place + ", camera in view of keeper")
                    .put("palette", pick(random, "grey, brass", "teal; amber", "50% grey #808080")));
        }
        return story;
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Ways to spell JSON wrongly. */
    private static final class Syntax {
        static String trailingCommas(String json, Random random) {
            return json.replace("}]}", random.nextBoolean() ? "},],}" : ",}]}");
        }

        static String withoutEnd(String json, int characters) {
            return json.substring(0, json.length() - characters);
        }

        static String cut(String json, Random random) {
            return json.substring(0, 20 + random.nextInt(json.indexOf("\"prompt\"") - 20));
        }

        static String comments(String json, Random random) {
            return json.replace(",\n", random.nextBoolean() ? ", // it's {so}\n" : ", /* \"or\" not */\n");
        }

        static String unquotedKeys(String json) {
            return json.replaceAll("(?<=[{,])\"(\\w+)\":", "$1: ");
        }

        static String python(JsonNode node) {
            if (node.isObject()) {
                List<String> fields = new ArrayList<>();
                node.properties().forEach(field -> fields.add(text(field.getKey()) + ": " + python(field.getValue())));
                return "{" + String.join(", ", fields) + ", 'done': True, 'keyframe': None}";
            }
            if (node.isArray()) {
                List<String> items = new ArrayList<>();
                node.forEach(item -> items.add(python(item)));
                return "[" + String.join(", ", items) + "]";
            }
            return node.isTextual() ? text(node.asText()) : node.asText();
        }

        /** As Python's repr does: double quotes only around a text that has an apostrophe and no double quote. */
        private static String text(String text) {
            return text.contains("'") && !text.contains("\"")
                    ? "\"" + text + "\""
                    : "'" + text.replace("'", "\\'") + "'";
        }

        static String smartQuotes(JsonNode story) {
            return story.toString().replaceAll("\"((?:[^\"\\\\]|\\\\.)*)\"", "\u201c$1\u201d");
        }
    }

    /** Ways to give a story another shape. */
    private static final class Shape {
        static String lists(ObjectNode story) {
            story.path("scenes").forEach(scene -> ((ObjectNode) scene)
                    .set("palette", Json.mapper().createArrayNode().add("grey").add("brass")));
            return story.toString();
        }

        static String scenesAsMap(ObjectNode story) {
            ObjectNode map = Json.mapper().createObjectNode();
            story.path("scenes").forEach(scene -> map.set("scene" + (map.size() + 1), scene));
            return story.set("scenes", map).toString();
        }

        static String keys(String json, Random random) {
            return random.nextBoolean()
                    ? json.replace("cameraMovement", "camera_movement").replace("directorsVision", "directors_vision")
                    : json.replace("\"title\"", "\"Title\"").replace("\"prompt\"", "\"PROMPT\"");
        }

        static String extraFields(ObjectNode story, Random random) {
            story.put("id", random.nextInt()).putObject("usage").put("tokens", 3);
            story.path("scenes")
                    .forEach(scene -> ((ObjectNode) scene).putArray("shots").add(random.nextInt()));
            return story.toString();
        }

        static String without(ObjectNode story, String... names) {
            story.path("scenes").forEach(scene -> ((ObjectNode) scene).remove(List.of(names)));
            return story.toString();
        }

        static String more(ObjectNode story) {
            story.withArray("scenes").add(Writers.scene(90)).add(Writers.scene(91));
            return story.toString();
        }

        static String fewer(ObjectNode story) {
            ArrayNode scenes = story.withArray("scenes");
            scenes.remove(scenes.size() - 1);
            return story.toString();
        }

        static String twins(ObjectNode story) {
            ArrayNode scenes = story.withArray("scenes");
            ((ObjectNode) scenes.get(scenes.size() - 1))
                    .set("prompt", scenes.get(0).path("prompt"));
            return story.toString();
        }
    }
}
