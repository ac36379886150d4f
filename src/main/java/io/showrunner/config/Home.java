package io.showrunner.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the folder that holds {@code routes/} and {@code config/}. */
public final class Home {
    private Home() {}

    /**
     * The first of: {@code --home}, {@code SHOWRUNNER_HOME}, the current folder, the folder of the jar, the folder above
     * it (a build's {@code target/}). Who names a home explicitly gets that one or an error, never another.
     *
     * @param option value of {@code --home}; null when not given
     * @param jar folder of the jar; null when not run from one
     */
    public static Path find(Path option, Map<String, String> environment, Path current, Path jar) {
        String variable = environment.getOrDefault("SHOWRUNNER_HOME", "");
        if (option != null) {
            return explicit("--home", current.resolve(option));
        }
        if (!variable.isBlank()) {
            return explicit("SHOWRUNNER_HOME", current.resolve(variable.strip()));
        }
        return Stream.of(current, jar, jar == null ? null : jar.toAbsolutePath().getParent())
                .filter(folder -> folder != null && isHome(folder))
                .findFirst()
                .map(Home::clean)
                .orElseThrow(() -> new SettingsException(List.of("no home found: neither " + clean(current)
                        + " nor the folder of the jar holds routes/ and config/; go to such a folder, or name it with"
                        + " --home DIR or SHOWRUNNER_HOME")));
    }

    private static Path explicit(String name, Path folder) {
        if (!isHome(folder)) {
            throw new SettingsException(
                    List.of(name + "=" + clean(folder) + ": not a home, because it does not hold routes/ and config/"));
        }
        return clean(folder);
    }

    private static boolean isHome(Path folder) {
        return Files.isDirectory(folder.resolve("routes")) && Files.isDirectory(folder.resolve("config"));
    }

    private static Path clean(Path folder) {
        return folder.toAbsolutePath().normalize();
    }
}
