package io.showrunner.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks settings up by the names that people write. */
final class Catalogue {
    private static final Pattern PLACE = Pattern.compile("\\[(\\d{1,3})]");
    private static final Pattern VARIABLE_PLACE = Pattern.compile("_(\\d{1,3})_");

    private final Map<String, Setting<?>> byKey = new LinkedHashMap<>();
    private final Map<String, Setting<?>> byVariable = new LinkedHashMap<>();

    Catalogue() {
        for (Setting<?> setting : KnownSettings.ALL) {
            byKey.put(setting.key(), setting);
            byVariable.put(Setting.variable(setting.key()), setting);
        }
    }

    List<Setting<?>> settings() {
        return List.copyOf(byKey.values());
    }

    boolean knows(String key) {
        return byKey.containsKey(general(key)) && !key.contains("[n]");
    }

    /** True when the key belongs to a list that a whole file replaces. */
    boolean isInList(String key) {
        return PLACE.matcher(key).find() && knows(key);
    }

    /** The key that an environment variable in canonical spelling sets. */
    Optional<String> keyOf(String variable) {
        Setting<?> setting = byVariable.get(variable);
        if (setting != null && !setting.inList()) {
            return Optional.of(setting.key());
        }
        Matcher place = VARIABLE_PLACE.matcher(variable);
        return place.find()
                ? Optional.ofNullable(byVariable.get(place.replaceFirst("_N_")))
                        .map(found -> found.key(Integer.parseInt(place.group(1))))
                : Optional.empty();
    }

    /** What to say about a key that is not known. */
    String suggestion(String key) {
        Setting<?> nearest = byKey.get(NearestName.of(general(key), byKey.keySet()));
        return suggestion(nearest.key(place(PLACE, key)), nearest);
    }

    /** What to say about an environment variable that is not known. */
    String variableSuggestion(String variable) {
        String general = VARIABLE_PLACE.matcher(variable).replaceFirst("_N_");
        Setting<?> nearest = byVariable.get(NearestName.of(general, byVariable.keySet()));
        return suggestion(Setting.variable(nearest.key(place(VARIABLE_PLACE, variable))), nearest);
    }

    private static String suggestion(String name, Setting<?> nearest) {
        return "no such setting; did you mean " + name + ", " + nearest.type().allowed() + "?";
    }

    private static String general(String key) {
        return PLACE.matcher(key).replaceFirst("[n]");
    }

    private static int place(Pattern pattern, String name) {
        Matcher place = pattern.matcher(name);
        return place.find() ? Integer.parseInt(place.group(1)) : 0;
    }
}
