package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Marks such as {@code __SCENE_PROMPT__} that an author leaves where something is to be filled in. */
final class WorkflowToken {
    private static final Pattern TOKEN = Pattern.compile("__[A-Z][A-Z0-9_]*__");

    private WorkflowToken() {}

    /** True when such a mark stands in the text. */
    static boolean isIn(JsonNode constant) {
        return constant.isTextual() && TOKEN.matcher(constant.textValue()).find();
    }
}
