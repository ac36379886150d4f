package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** The log for collectors, written by the shipped {@code log4j2.xml}. */
class LogFormatTest {
    private static final String FILE = "showrunner.log.file";

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(FILE);
        MDC.clear();
    }

    @Test
    void aLineOfTheFileIsEcsWithWhatItIsAbout() throws Exception {
        // Given
        MDC.put("storyId", "night-ferry-1a2b3c");
        MDC.put("sceneId", "scene-02");
        MDC.put("promptId", "4f7c");
        MDC.put("instance", "gpu1");

        // When
        log(1, "published", new IllegalStateException("the server says no"));

        // Then
        JsonNode line =
                JsonMapper.builder().build().readTree(lines("showrunner.json").get(0));
        assertThat(line.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(line.path("log.level").asText()).isEqualTo("WARN");
        assertThat(line.path("log.logger").asText()).isEqualTo("io.showrunner.Example");
        assertThat(line.path("message").asText()).isEqualTo("published");
        assertThat(line.path("error.message").asText()).isEqualTo("the server says no");
        assertThat(Stream.of("storyId", "sceneId", "promptId", "instance")
                        .map(id -> line.path(id).asText()))
                .containsExactly("night-ferry-1a2b3c", "scene-02", "4f7c", "gpu1");
    }

    @Test
    void theFileIsRenamedBeforeItGrowsTooLarge() throws Exception {
        log(1500, "x".repeat(15_000), null);

        assertThat(folder.resolve("showrunner.json")).exists();
        assertThat(folder.resolve("showrunner.json.1")).isNotEmptyFile();
        assertThat(Files.size(folder.resolve("showrunner.json.1"))).isLessThan(22 << 20);
    }

    private void log(int times, String message, Throwable failure) {
        System.setProperty(FILE, folder.resolve("showrunner.json").toString());
        URI shipped = Path.of("src/main/resources/log4j2.xml").toUri();
        try (LoggerContext logging = new LoggerContext("shipped", null, shipped)) {
            logging.start();
            logging.getConfiguration().getRootLogger().removeAppender("text");
            for (int line = 0; line < times; line++) {
                logging.getLogger("io.showrunner.Example").warn(message, failure);
            }
        }
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }
}
