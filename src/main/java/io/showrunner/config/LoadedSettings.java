package io.showrunner.config;

import java.util.List;
import java.util.Properties;

/**
 * What the sources of settings gave together.
 *
 * @param effective every key in canonical spelling with the text that routes see: folders absolute, times in
 *     milliseconds, those of Camel and of the user's own routes too; holds the token, so it is not for printing
 * @param warnings sentences about values that are allowed and rarely meant
 */
public record LoadedSettings(Settings settings, Properties effective, List<String> warnings) {

    /** Keeps its own copy of the warnings. */
    public LoadedSettings {
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "LoadedSettings[settings=" + settings + ", warnings=" + warnings + "]";
    }
}
