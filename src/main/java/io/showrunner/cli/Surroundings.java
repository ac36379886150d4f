package io.showrunner.cli;

import io.showrunner.config.Home;
import io.showrunner.config.LoadedSettings;
import io.showrunner.config.SettingsException;
import io.showrunner.config.SettingsLoader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a process gets from outside, so that tests can give it something else.
 *
 * @param current the folder that relative paths on the command line mean
 * @param jar folder of the jar; null when not run from one
 * @param terminal true when a person watches the output as it comes
 */
public record Surroundings(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Properties system,
        Path current,
        Path jar,
        boolean terminal) {

    /** Those of this process. */
    public static Surroundings ofProcess() {
        return new Surroundings(
                System.out,
                System.err,
                System.getenv(),
                System.getProperties(),
                Path.of("").toAbsolutePath(),
                jarFolder(),
                Terminal.isInteractive());
    }

    /** The home that counts; {@code option} is the value of {@code --home}, or null. */
    Path home(Path option) {
        return Home.find(option, environment, current, jar);
    }

    /** The settings of the home. */
    LoadedSettings settings(Path option) {
        return SettingsLoader.load(home(option), environment, system);
    }

    /** The settings of the home, or, where there is none, the shipped ones: enough to talk to a server elsewhere. */
    LoadedSettings settingsAnywhere(Path option) {
        Path home;
        try {
            home = home(option);
        } catch (SettingsException e) {
            if (option != null
                    || !environment.getOrDefault("SHOWRUNNER_HOME", "").isBlank()) {
                throw e;
            }
            return SettingsLoader.loadShipped(current, environment, system);
        }
        return SettingsLoader.load(home, environment, system);
    }

    private static Path jarFolder() {
        try {
            Path code = Path.of(Surroundings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.toString().endsWith(".jar") ? code.getParent() : null;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar lies at a place that is no path", e);
        }
    }
}
