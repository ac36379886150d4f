package io.showrunner.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that count, parsed. Whatever cannot be parsed is a problem and has no value. */
final class Values {
    private final Path home;
    private final Map<String, Entry> entries;
    private final List<String> problems;
    private final Map<String, Object> parsed = new HashMap<>();
    private final Properties effective = new Properties();

    Values(Path home, Map<String, Entry> entries, List<Setting<?>> settings, List<String> problems) {
        this.home = home;
        this.entries = entries;
        this.problems = problems;
        entries.forEach((key, entry) -> effective.setProperty(key, entry.value()));
        settings.stream().filter(Setting::inList).map(Setting::list).distinct().forEach(this::checkPlaces);
        for (Setting<?> setting : settings) {
            if (setting.inList()) {
                places(setting).forEach(place -> parse(setting, place));
            } else {
                parse(setting, 0);
            }
        }
    }

    /** Every key with the text that counts; folders are absolute. */
    Properties effective() {
        return effective;
    }

    <T> Optional<T> find(Setting<T> setting) {
        return find(setting, 0);
    }

    /** The value; empty when there is none or it is a problem. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> find(Setting<T> setting, int place) {
        return Optional.ofNullable((T) parsed.get(setting.key(place)));
    }

    <T> T get(Setting<T> setting) {
        return get(setting, 0);
    }

    <T> T get(Setting<T> setting, int place) {
        return find(setting, place).orElseThrow();
    }

    /** The places that any source names in the setting's list. */
    SortedSet<Integer> places(Setting<?> setting) {
        return places(setting.list());
    }

    /** A sentence about the value as it was written. */
    String problem(Setting<?> setting, int place, String rule) {
        String key = setting.key(place);
        Entry entry = entries.get(key);
        return entry == null ? key + ": " + rule : entry.problem(rule);
    }

    private SortedSet<Integer> places(String list) {
        Pattern placed = Pattern.compile(Pattern.quote(list) + "\\[(\\d{1,3})]\\..*");
        SortedSet<Integer> places = new TreeSet<>();
        for (String key : entries.keySet()) {
            Matcher matcher = placed.matcher(key);
            if (matcher.matches()) {
                places.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return places;
    }

    private void checkPlaces(String list) {
        SortedSet<Integer> places = places(list);
        for (int i = 0; i < places.size(); i++) {
            if (!places.contains(i)) {
                problems.add(
                        list + "[" + i + "] is missing: number the entries from 0 without a gap; there are " + places);
                return;
            }
        }
    }

    /** Routes must see folders and addresses as the typed settings have them, whatever the current folder is. */
    private void keep(String key, Object value) {
        Object kept = value instanceof Path folder ? home.resolve(folder).normalize() : value;
        parsed.put(key, kept);
        if (kept instanceof Path || kept instanceof URI) {
            effective.setProperty(key, kept.toString());
        }
    }

    private void parse(Setting<?> setting, int place) {
        String key = setting.key(place);
        Entry entry = entries.get(key);
        String text = entry != null ? entry.value() : setting.absent();
        if (text == null) {
            problems.add(key + " is missing; allowed: " + setting.type().allowed());
            return;
        }
        String value = entry != null ? text : text.replace("#", Integer.toString(place));
        effective.setProperty(key, value);
        if (value.isEmpty() && setting.mayBeEmpty()) {
            return;
        }
        try {
            if (value.contains("{{")) {
                throw new IllegalArgumentException("{{...}} is for routes; set " + Setting.variable(key) + " instead");
            }
            keep(key, setting.type().parser().apply(value));
        } catch (IllegalArgumentException e) {
            boolean said = e.getMessage() != null && !(e instanceof NumberFormatException);
            problems.add(problem(
                    setting,
                    place,
                    (said ? e.getMessage() + "; " : "") + "allowed: "
                            + setting.type().allowed()));
        }
    }
}
