package io.showrunner.render;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a scene can be put into a workflow, and which inputs take it. */
enum Binding {
    POSITIVE_PROMPT(Kind.TEXT),
    NEGATIVE_PROMPT(Kind.TEXT),
    FILENAME_PREFIX(Kind.NAME),
    SEED(Kind.NUMBER),
    FRAME_COUNT(Kind.NUMBER),
    WIDTH(Kind.NUMBER),
    HEIGHT(Kind.NUMBER),
    FPS(Kind.NUMBER),
    MOTION_BUCKET_ID(Kind.NUMBER),
    BATCH_SIZE(Kind.NUMBER),
    STEPS(Kind.NUMBER),
    CFG(Kind.NUMBER),
    CHECKPOINT_SVD(Kind.NAME),
    CHECKPOINT_IMAGE(Kind.NAME),
    KEYFRAME_IMAGE(Kind.NAME);

    /** Bindings that decide what the result looks like in numbers: all their inputs must agree. */
    static final List<Binding> MEASURES = List.of(FRAME_COUNT, WIDTH, HEIGHT);

    /** Bindings that decide how the result is made, and are worth telling with it. */
    static final Set<Binding> KNOBS = EnumSet.of(FPS, MOTION_BUCKET_ID, STEPS, CFG, CHECKPOINT_SVD, CHECKPOINT_IMAGE);

    private static final Set<String> NOT_FREE_TEXT = Set.of("filename_prefix", "image", "scheduler", "upscale_method");

    private enum Kind {
        TEXT,
        NAME,
        NUMBER
    }

    private final Kind kind;

    Binding(Kind kind) {
        this.kind = kind;
    }

    /** The word of a mapping file. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Binding> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Binding::word).collect(Collectors.joining(", "));
    }

    /** True when it is what people write for the picture, which only an input for text can take. */
    boolean isFreeText() {
        return kind == Kind.TEXT;
    }

    /** The setting that decides its value when the brief does not; empty when there is none. */
    Optional<String> setting() {
        return switch (this) {
            case STEPS, CFG, MOTION_BUCKET_ID, CHECKPOINT_SVD, CHECKPOINT_IMAGE ->
                Optional.of("showrunner.workflow." + word().replace('_', '-'));
            default -> Optional.empty();
        };
    }

    /** Why the input cannot take this binding's values; empty when it can. */
    Optional<String> misfit(String classType, String input, JsonNode constant) {
        if (this == KEYFRAME_IMAGE && !(classType.equals("LoadImage") && input.equals("image"))) {
            return Optional.of("only the image of a LoadImage node takes a keyframe, not " + classType);
        }
        if (kind == Kind.NUMBER) {
            return constant.isNumber() || isToken(constant)
                    ? Optional.empty()
                    : Optional.of("takes a number, but the workflow has " + constant + " there");
        }
        if (!constant.isTextual()) {
            return Optional.of("takes text, but the workflow has " + constant + " there");
        }
        boolean freeText = !input.endsWith("_name") && !NOT_FREE_TEXT.contains(input);
        return kind == Kind.TEXT && !freeText ? Optional.of("is not an input for free text") : Optional.empty();
    }

    private static boolean isToken(JsonNode constant) {
        return constant.isTextual() && WorkflowToken.isIn(constant);
    }
}
