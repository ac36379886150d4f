package io.showrunner.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One setting that the application knows.
 *
 * @param key canonical spelling; {@code [n]} stands for the place in a list
 * @param absent what an entry of a list gets that does not say it, {@code #} standing for its place; null when it
 *     must be said. The settings outside lists get theirs from the shipped file.
 * @param mayBeEmpty true when an empty value means "none"
 * @param aliases names of environment variables of the reference system
 */
record Setting<T>(String key, ValueType<T> type, String absent, boolean mayBeEmpty, List<Alias> aliases) {

    /**
     * An environment variable of the reference system.
     *
     * @param key the setting it means, with its place in a list
     * @param unit appended to its bare number; empty when it has none
     */
    record Alias(String name, String key, String unit) {}

    static <T> Setting<T> setting(String key, ValueType<T> type) {
        return new Setting<>(key, type, null, false, List.of());
    }

    Setting<T> alias(String name, String unit) {
        return alias(name, key, unit);
    }

    Setting<T> alias(String name, String aliasedKey, String unit) {
        List<Alias> more = new ArrayList<>(aliases);
        more.add(new Alias(name, aliasedKey, unit));
        return new Setting<>(key, type, absent, mayBeEmpty, List.copyOf(more));
    }

    Setting<T> orNone() {
        return new Setting<>(key, type, absent == null ? "" : absent, true, aliases);
    }

    Setting<T> whenAbsent(String text) {
        return new Setting<>(key, type, text, mayBeEmpty, aliases);
    }

    boolean inList() {
        return key.contains("[n]");
    }

    /** The part before {@code [n]}. */
    String list() {
        return key.substring(0, key.indexOf("[n]"));
    }

    String key(int place) {
        return key.replace("[n]", "[" + place + "]");
    }

    /** The environment variable of a key: upper case, {@code .} and {@code -} become {@code _}, {@code [0].} {@code _0_}. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT)
                .replaceAll("\\[(\\d+|N)]\\.?", "_$1_")
                .replaceAll("[.-]", "_");
    }
}
