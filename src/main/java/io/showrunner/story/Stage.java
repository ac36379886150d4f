package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A stage of the pipeline that can be held as a whole: the {@code group} of the routes that take its work. */
public enum Stage {
    INTAKE,
    WRITE,
    RENDER,
    COLLECT,
    ASSEMBLE;

    /** The stage of this word, as routes and commands name it; empty when there is none. */
    public static Optional<Stage> find(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst();
    }

    /** Reads the word. */
    @JsonCreator
    public static Stage of(String word) {
        return find(word)
                .orElseThrow(() -> new IllegalArgumentException("no stage " + word + "; there are " + words()));
    }

    /** How routes and commands name it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, for messages. */
    public static String words() {
        return Arrays.stream(values()).map(Stage::word).collect(Collectors.joining(", "));
    }
}
