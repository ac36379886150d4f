package io.showrunner.alert;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * When an alert fires.
 *
 * @param hold how long it must be so without a break
 * @param found what it is true of now, each with a sentence; an empty subject when there is only one
 */
public record Condition(String name, Severity severity, Duration hold, Supplier<Map<String, String>> found) {
    static final String THE_ONLY_ONE = "";

    /** One that has no subject. */
    static Condition of(String name, Severity severity, Duration hold, Supplier<String> sentence) {
        return new Condition(name, severity, hold, () -> {
            String words = sentence.get();
            return words == null ? Map.of() : Map.of(THE_ONLY_ONE, words);
        });
    }
}
