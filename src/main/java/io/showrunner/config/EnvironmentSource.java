package io.showrunner.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings from environment variables: the key in upper case, or a name of the reference system. An empty variable is as
 * if it were not set, because container files cannot leave one out.
 */
final class EnvironmentSource {
    private static final String PREFIX = "SHOWRUNNER_";
    /** Read by {@link Home}, before there are settings. */
    private static final String HOME = "SHOWRUNNER_HOME";

    /** What Kubernetes sets in every container for a service whose name starts with "showrunner". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP|SCTP)(_.*)?)");

    private final Catalogue catalogue;
    private final List<String> problems;
    private final List<String> warnings;
    private final Map<String, Entry> entries = new TreeMap<>();

    EnvironmentSource(Catalogue catalogue, List<String> problems, List<String> warnings) {
        this.catalogue = catalogue;
        this.problems = problems;
        this.warnings = warnings;
    }

    /** Variables win over {@code weaker}, whose other keys (Camel's, the user's own) may be overridden by variables too. */
    Map<String, Entry> read(Map<String, String> environment, Map<String, Entry> weaker) {
        Map<String, String> set = new TreeMap<>(environment);
        set.values().removeIf(String::isBlank);
        weaker.keySet().stream()
                .filter(key -> !catalogue.knows(key))
                .forEach(key -> put(key, Setting.variable(key), set.get(Setting.variable(key))));
        catalogue.settings().stream()
                .flatMap(setting -> setting.aliases().stream())
                .forEach(alias -> takeAlias(alias, set.get(alias.name())));
        set.forEach(this::takeVariable);
        return entries;
    }

    private void takeAlias(Setting.Alias alias, String value) {
        if (value == null) {
            return;
        }
        String text = value.strip();
        if (!alias.unit().isEmpty() && !text.matches("\\d+")) {
            problems.add(new Entry(alias.name(), text, "environment variable")
                    .problem("a whole number without a unit is needed here, meant in " + alias.unit()));
            return;
        }
        boolean flag = alias.name().equals("LOCAL_LLM_SKIP_HEALTHCHECK");
        put(
                alias.key(),
                alias.name(),
                flag ? Boolean.toString(text.equals("1") || text.equals("true")) : text + alias.unit());
    }

    private void takeVariable(String name, String value) {
        if (!name.startsWith(PREFIX) || name.equals(HOME) || LogOptions.knowsVariable(name)) {
            return;
        }
        Optional<String> key = catalogue.keyOf(name);
        if (key.isPresent()) {
            Entry alias = entries.get(key.get());
            put(key.get(), name, value);
            if (alias != null && !alias.value().equals(value.strip())) {
                warnings.add(alias.where() + " is ignored: " + name + " sets " + key.get() + " too and counts");
            }
        } else if (!SERVICE_LINK.matcher(name).matches()) {
            problems.add(new Entry(name, value, "environment variable").problem(catalogue.variableSuggestion(name)));
        }
    }

    private void put(String key, String variable, String value) {
        if (value != null) {
            entries.put(key, new Entry(key, value.strip(), "environment variable " + variable));
        }
    }
}
