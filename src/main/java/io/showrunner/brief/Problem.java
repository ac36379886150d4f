package io.showrunner.brief;

/**
 * One thing that is wrong with a brief.
 *
 * @param field the field's path, for example {@code scenes[0].prompt}, or what else is wrong: {@code file name}
 * @param value the value as it may be shown, shortened; null when there is none
 * @param rule what holds instead, as the second half of a sentence: {@code it must be a whole number from 1 to 12}
 */
public record Problem(String field, String value, String rule) {

    /** A field with a value that its rule does not allow. */
    static Problem of(String field, String value, String rule) {
        return new Problem(Excerpt.of(field), value, rule);
    }

    /** Something wrong that has no value to show. */
    static Problem of(String field, String rule) {
        return of(field, null, rule);
    }

    /** The problem as one sentence. */
    public String sentence() {
        String end = rule.endsWith("?") || rule.endsWith(".") ? "" : ".";
        return field + ": " + (value == null ? "" : value + " is not allowed; ") + rule + end;
    }

    @Override
    public String toString() {
        return sentence();
    }
}
