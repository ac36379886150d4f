package io.showrunner.writer;

import io.showrunner.llm.JsonRepair;
import java.util.Locale;

/** What it took to get words that can be used out of a language model, from nothing to giving it up. */
public enum RepairRung {
    /** The reply could be used as it came. */
    RAW,
    /** Prose, fences, thoughts or markers around the JSON were left out. */
    MARKERS,
    /** The answer stood in the place for thoughts. */
    REASONING,
    /** Broken syntax was read tolerantly. */
    TOLERANT,
    /** What was whole in front of a torn end was kept. */
    TORN_END,
    /** The model was asked again, with what was wrong. */
    RE_ASK,
    /** The scenes, or those that were missing, were asked for one at a time. */
    SCENE_BY_SCENE,
    /** Another endpoint was asked. */
    OTHER_ENDPOINT,
    /** What was missing came from the genre template. */
    TEMPLATE;

    static RepairRung of(JsonRepair.Rung rung) {
        return switch (rung) {
            case AS_IS -> RAW;
            case THINKING_REMOVED, FENCE_UNWRAPPED, BALANCED_PART -> MARKERS;
            case LENIENT, FOREIGN_TOKENS, UNESCAPED -> TOLERANT;
        };
    }

    /** For reports and metrics: {@code torn-end}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
