package io.showrunner.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the log is written. Logging starts before the settings are read, so these are set by system property or environment
 * only, and {@code log4j2.xml} reads them; here they are only checked.
 */
final class LogOptions {
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "showrunner.log.format", Set.of("text", "json"),
            "showrunner.log.level", Set.of("error", "warn", "info", "debug", "trace"));
    /** Any path will do. */
    private static final String FILE = "showrunner.log.file";

    private LogOptions() {}

    static boolean knows(String key) {
        return ALLOWED.containsKey(key) || FILE.equals(key);
    }

    static boolean knowsVariable(String variable) {
        return Stream.concat(ALLOWED.keySet().stream(), Stream.of(FILE))
                .map(Setting::variable)
                .anyMatch(variable::equals);
    }

    static void check(Map<String, String> environment, Properties system, List<String> problems) {
        ALLOWED.keySet().stream().sorted().forEach(key -> {
            String variable = Setting.variable(key);
            check(new Entry(key, system.getProperty(key), "system property"), problems);
            check(new Entry(key, environment.get(variable), "environment variable " + variable), problems);
        });
    }

    private static void check(Entry entry, List<String> problems) {
        Set<String> allowed = ALLOWED.get(entry.key());
        if (entry.value() != null && !allowed.contains(entry.value())) {
            problems.add(entry.problem("allowed: one of "
                    + String.join(", ", allowed.stream().sorted().toList())));
        }
    }
}
