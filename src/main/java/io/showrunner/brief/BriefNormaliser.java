package io.showrunner.brief;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings the values of a brief into one form: texts without outer white space, with {@code \n} line ends and composed
 * characters (NFC); fields that are null left out. Collects what can be judged without knowing the field: characters that
 * no text may have, numbers that are none. For one brief.
 */
final class BriefNormaliser {
    /** Fields whose texts may have several lines. */
    private static final Set<String> LONG_TEXTS =
            Set.of("premise", "visualStyle", "directorsVision", "negativePrompt", "visual", "summary", "prompt");

    private final List<Problem> problems = new ArrayList<>();

    /** The brief in its one form; look at {@link #problems} before using it. */
    ObjectNode normal(ObjectNode brief) {
        return object("", brief, 1);
    }

    List<Problem> problems() {
        return problems;
    }

    private ObjectNode object(String path, ObjectNode object, int depth) {
        ObjectNode normal = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            String fieldPath = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            check(fieldPath, field.getKey(), false);
            if (!field.getValue().isNull()) {
                normal.set(field.getKey(), value(fieldPath, field.getKey(), field.getValue(), depth));
            }
        });
        return normal;
    }

    private JsonNode value(String path, String field, JsonNode value, int depth) {
        if (depth > DocumentParser.DEEPEST) {
            problems.add(Problem.of(path, "it must not be nested deeper than " + DocumentParser.DEEPEST + " levels"));
            return value;
        }
        if (value instanceof ObjectNode object) {
            return object(path, object, depth + 1);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode normal = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                normal.add(value(path + "[" + i + "]", field, array.get(i), depth + 1));
            }
            return normal;
        }
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(text(path, value.textValue(), LONG_TEXTS.contains(field)));
        }
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            problems.add(Problem.of(path, Excerpt.of(value.asText()), "it must be a finite number"));
        }
        return value;
    }

    private String text(String path, String text, boolean severalLines) {
        String normal = text.replace("\r\n", "\n").strip();
        return check(path, normal, severalLines) ? Normalizer.normalize(normal, Normalizer.Form.NFC) : normal;
    }

    private boolean check(String path, String text, boolean severalLines) {
        if (text.codePoints().anyMatch(codePoint -> isForbidden(codePoint, severalLines))) {
            String rule = severalLines ? "" : ", line breaks and tabs";
            problems.add(Problem.of(path, Excerpt.quoted(text), "it must be text without control characters" + rule));
            return false;
        }
        return true;
    }

    private static boolean isForbidden(int codePoint, boolean severalLines) {
        if (codePoint == '\n' || codePoint == '\t') {
            return !severalLines;
        }
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
