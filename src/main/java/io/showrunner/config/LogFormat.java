package io.showrunner.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * How the log is written. Logging starts before the settings are read, so it is set by system property or environment
 * only.
 */
final class LogFormat {
    static final String KEY = "showrunner.log.format";
    private static final Set<String> ALLOWED = Set.of("text", "json");

    private LogFormat() {}

    static void check(Map<String, String> environment, Properties system, List<String> problems) {
        String variable = Setting.variable(KEY);
        check(new Entry(KEY, system.getProperty(KEY, "text"), "system property"), problems);
        check(new Entry(KEY, environment.getOrDefault(variable, "text"), "environment variable " + variable), problems);
    }

    private static void check(Entry entry, List<String> problems) {
        if (!ALLOWED.contains(entry.value())) {
            problems.add(entry.problem("allowed: one of text, json"));
        }
    }
}
