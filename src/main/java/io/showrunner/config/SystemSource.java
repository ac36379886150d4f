package io.showrunner.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings from system properties, {@code -Dkey=value} in canonical spelling: the strongest source. */
final class SystemSource {
    private final Catalogue catalogue;
    private final List<String> problems;

    SystemSource(Catalogue catalogue, List<String> problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /** Takes the application's and Camel's keys, and those that {@code weaker} sources name. */
    Map<String, Entry> read(Properties system, Map<String, Entry> weaker) {
        Map<String, Entry> entries = new TreeMap<>();
        for (String key : system.stringPropertyNames()) {
            Entry entry = new Entry(key, system.getProperty(key).strip(), "system property");
            if (catalogue.knows(key) || key.startsWith("camel.") || weaker.containsKey(key)) {
                entries.put(key, entry);
            } else if (key.startsWith("showrunner.") && !LogOptions.knows(key)) {
                problems.add(entry.problem(catalogue.suggestion(key)));
            }
        }
        return entries;
    }
}
