package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who wrote a story. Said wherever a person looks: a template story must never pass for a written one. */
public enum StorySource {
    LLM,
    CACHE,
    TEMPLATE,
    /** Every scene came complete in the brief. */
    BRIEF;

    /** Reads the lower-case word of a file. */
    @JsonCreator
    public static StorySource of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The lower-case word of a file. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
