package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says what is: its tables agree with the files they describe. */
class ReadmeTest {
    private static final Pattern SETTING = Pattern.compile("\\| `(showrunner\\.[^`]+)` \\| `([^`]*)` \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern ROUTE_FILE = Pattern.compile("\\]\\(routes/([a-z-]+)\\.camel\\.yaml\\)");

    private final String readme = read(Path.of("README.md"));

    @Test
    void everySettingItNamesIsShippedWithThisDefault() throws IOException {
        Properties shipped = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("config/application.properties"))) {
            shipped.load(file);
        }

        Map<String, String> named = new TreeMap<>();
        SETTING.matcher(readme).results().forEach(row -> named.put(row.group(1), row.group(2)));

        assertThat(named).isNotEmpty();
        assertThat(named)
                .allSatisfy((key, value) ->
                        assertThat(shipped.getProperty(key)).as(key).isEqualTo(value));
    }

    @Test
    void itHasARowForEveryRouteFile() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".camel.yaml", ""))
                    .toList();

            assertThat(groups(ROUTE_FILE)).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void everyFileItLinksToIsThere() {
        assertThat(groups(LINK)).allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    private List<String> groups(Pattern pattern) {
        return pattern.matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
