package io.showrunner.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A home for tests of the settings: writes the sources and loads them. */
final class SettingsHome {
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final Properties system = new Properties();

    SettingsHome(Path folder) {
        this.folder = folder;
    }

    SettingsHome file(String... lines) {
        return write("application.properties", lines);
    }

    /** The shipped file with one line more, without the line that sets the same key. */
    SettingsHome shippedFileWith(String line) throws IOException {
        String key = line.substring(0, line.indexOf('='));
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("config/application.properties")));
        lines.removeIf(each -> each.startsWith(key + "="));
        lines.add(line);
        return file(lines.toArray(String[]::new));
    }

    SettingsHome localFile(String... lines) {
        return write("local.properties", lines);
    }

    SettingsHome environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    SettingsHome system(String key, String value) {
        system.setProperty(key, value);
        return this;
    }

    LoadedSettings load() {
        return SettingsLoader.load(folder, environment, system);
    }

    private SettingsHome write(String name, String... lines) {
        try {
            Files.createDirectories(folder.resolve("config"));
            Files.writeString(folder.resolve("config").resolve(name), String.join("\n", lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
