package io.showrunner.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What keeps the dashboard safe and whole without a build. */
class DashboardScriptsTest {
    private static final Path FILES = Path.of("src/main/resources/io/showrunner/dashboard");
    private static final Path RUNBOOK = Path.of("docs/operations.md");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
    private static final Pattern ALERT = Pattern.compile("(?m)^### ([a-z_]+)$");
    private static final int LONGEST = 250;

    @Test
    void noScriptPutsTextIntoAPageAsMarkupOrRunsIt() throws IOException {
        for (Path file : files(".js")) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("innerHTML", "outerHTML", "dangerouslySetInnerHTML", "insertAdjacentHTML")
                    .doesNotContain("document.write", "eval(", "new Function", "javascript:");
        }
    }

    @Test
    void everyImportIsThere() throws IOException {
        for (Path file : files(".js")) {
            assertThat(IMPORT.matcher(Files.readString(file)).results().map(match -> match.group(1)))
                    .as(file.toString())
                    .allMatch(name -> name.startsWith("lib/") || Files.exists(FILES.resolve(name)));
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(LONGEST);
        }
        assertThat(getClass().getResource("/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js"))
                .isNotNull();
    }

    @Test
    void everyAlertOfTheRunbookIsExplained() throws IOException {
        String attention = Files.readString(FILES.resolve("attention.js"));
        List<String> alerts = ALERT.matcher(Files.readString(RUNBOOK))
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("showrunner_down"))
                .toList();
        assertThat(alerts).isNotEmpty().allMatch(name -> attention.contains("  " + name + ": ["));
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
