package io.showrunner.capacity;

import io.showrunner.config.Settings;
import io.showrunner.config.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The shipped settings, with what a test says instead. */
final class TestSettings {
    private final Properties properties = new Properties();

    TestSettings with(String key, String value) {
        properties.setProperty("showrunner." + key, value);
        return this;
    }

    TestSettings with(String key, int value) {
        return with(key, Integer.toString(value));
    }

    Settings load() {
        return SettingsLoader.loadShipped(Path.of(""), Map.of(), properties).settings();
    }
}
