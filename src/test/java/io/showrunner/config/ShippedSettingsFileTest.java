package io.showrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code config/application.properties} and the settings that the loader knows are the same list. */
class ShippedSettingsFileTest {
    private final List<String> lines = read();

    private static List<String> read() {
        try {
            return Files.readAllLines(Path.of("config/application.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> keys() {
        return lines.stream()
                .filter(line -> line.startsWith("showrunner."))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    @Test
    void everyKnownKeyHasExactlyOneLineAndNoOtherHas() {
        List<String> known = KnownSettings.ALL.stream()
                .map(setting -> setting.key().replace("[n]", "[0]"))
                .toList();

        assertThat(keys().stream().filter(key -> !key.contains("[1]")).toList())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyLineHasASentenceAboveIt() {
        List<String> without = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean isSetting = !lines.get(i).isBlank() && !lines.get(i).startsWith("#");
            if (isSetting && !lines.get(i - 1).matches("# .*[.]")) {
                without.add(lines.get(i));
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void theJarShipsThisFile() throws IOException {
        try (var shipped = SettingsLoader.class.getResourceAsStream("application.properties")) {
            assertThat(new String(shipped.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Files.readString(Path.of("config/application.properties")));
        }
    }
}
