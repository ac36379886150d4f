package io.showrunner.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads the settings, strongest source first: system properties, environment, {@code config/local.properties}, {@code
 * config/application.properties}, the shipped defaults. A key of this application that is not known stops the start, and
 * so does a value that is not allowed; all problems are told at once. Keys of Camel and of the user's own routes pass
 * through.
 */
public final class SettingsLoader {
    private SettingsLoader() {}

    /**
     * Reads every source.
     *
     * @throws SettingsException with one line for each problem
     */
    public static LoadedSettings load(Path home, Map<String, String> environment, Properties system) {
        return load(home, environment, system, true);
    }

    /**
     * Leaves the files of the home out: the shipped settings, then environment and system properties.
     *
     * @throws SettingsException with one line for each problem
     */
    public static LoadedSettings loadShipped(Path home, Map<String, String> environment, Properties system) {
        return load(home, environment, system, false);
    }

    private static LoadedSettings load(
            Path home, Map<String, String> environment, Properties system, boolean withFiles) {
        Path root = home.toAbsolutePath().normalize();
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Catalogue catalogue = new Catalogue();
        FileSources files = new FileSources(catalogue, problems);
        Map<String, Entry> entries = new LinkedHashMap<>(withFiles ? files.read(root) : FileSources.shipped());
        entries.putAll(new EnvironmentSource(catalogue, problems, warnings).read(environment, entries));
        entries.putAll(new SystemSource(catalogue, problems).read(system, entries));
        entries.keySet().removeIf(key -> key.startsWith("showrunner.") && !catalogue.knows(key));

        Values values = new Values(root, entries, catalogue.settings(), problems);
        LogOptions.check(environment, system, problems);
        new SettingsRules(values, problems).check();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        Settings settings = new SettingsBuilder(root, values).build();
        warnings.addAll(SanityWarnings.of(settings, values.effective()));
        warnings.addAll(CredentialKeys.warnings(settings.credentials(), entries));
        CredentialKeys.takeOutOf(values.effective());
        BrokerKeys.takeOutOf(values.effective());
        return new LoadedSettings(settings, values.effective(), warnings);
    }
}
