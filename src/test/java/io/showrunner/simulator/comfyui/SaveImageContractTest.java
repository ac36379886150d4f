package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaveImageContractTest {
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static ComfyServer server;

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void numbersGoOnWhereTheFolderEnds() {
        // Given
        String prefix = "contract/" + UUID.randomUUID() + "/frame";
        server.run(new Graph().emptyImage(2, 1).save(prefix));
        // When
        JsonNode entry = server.run(new Graph().emptyImage(2, 2).save(prefix));
        // Then
        assertThat(names(entry)).containsExactly("frame_00003_.png", "frame_00004_.png");
    }

    @Test
    void deletingFilesGivesTheirNumbersToOtherPictures() throws IOException {
        String prefix = "contract/" + UUID.randomUUID() + "/frame";
        server.run(new Graph().emptyImage(1, 3).save(prefix));
        Files.delete(server.simulator().outputDirectory().resolve(prefix + "_00001_.png"));
        JsonNode entry = server.run(new Graph().emptyImage(1, 4).save(prefix));
        assertThat(names(entry)).containsExactly("frame_00001_.png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/tmp/x", "a/../../x"})
    void prefixOutsideTheFolderFailsAtRunTimeNotAtValidation(String prefix) {
        JsonNode entry = server.run(new Graph().emptyImage(1, 5).save(prefix));
        JsonNode last = entry.path("status").path("messages").path(2);
        assertThat(last.path(0).asText()).isEqualTo("execution_error");
        assertThat(last.path(1).path("node_id").asText()).isEqualTo("9");
    }

    @Test
    void serverFillsItsOwnVariablesAndLeavesThoseOfTheFrontend() {
        String folder = "contract/" + UUID.randomUUID();
        JsonNode entry = server.run(new Graph().emptyImage(2, 6).save(folder + "/%width%x%height%-%batch_num%-%date%"));
        assertThat(names(entry)).containsExactly("64x48-0-%date%_00001_.png", "64x48-1-%date%_00002_.png");
    }

    @Test
    void textChunksHoldThePromptAndEveryLabel() {
        // Given
        ObjectNode request = Graph.stills(1).request();
        request.putObject("extra_data")
                .putObject("extra_pnginfo")
                .put("job", "scene-1")
                .putObject("more")
                .put("ä", 1);
        // When
        JsonNode entry = server.finished(server.submit(request));
        byte[] png = server.bytes(ComfyServer.view(
                        entry.path("outputs").path("9").path("images").path(0)))
                .body();
        // Then
        String text = new String(png, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("tEXtprompt\0{\"1\"")
                .contains("tEXtjob\0\"scene-1\"")
                .contains("\\u00");
        assertThat(Arrays.copyOfRange(png, png.length - END.length, png.length)).isEqualTo(END);
    }

    @Test
    void previewsGoToTempWithTypeTemp() {
        Graph graph = new Graph().emptyImage(1, 7).node("9", "PreviewImage").link("9", "images", "1");
        JsonNode image =
                server.run(graph).path("outputs").path("9").path("images").path(0);
        assertThat(image.path("type").asText()).isEqualTo("temp");
        assertThat(server.get(ComfyServer.view(image)).statusCode()).isEqualTo(200);
    }

    @Test
    void framesAppearOneAfterTheOtherAndEachIsHalfThereForAWhile() {
        // Given
        ComfyUiOptions options = ComfyUiOptions.standard();
        server.simulator();
        try (var paced = ComfyServer.start(options)) {
            String prefix = "contract/" + UUID.randomUUID() + "/frame";
            Path folder = paced.simulator().outputDirectory().resolve(prefix).getParent();
            // When
            String id = paced.submit(new Graph().emptyImage(20, 8).save(prefix));
            // Then
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> someAreThere(folder));
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> oneIsHalf(folder));
            assertThat(paced.isRunning(id)).isTrue();
            paced.finished(id);
            assertThat(files(folder)).hasSize(20).allMatch(SaveImageContractTest::isWhole);
            Execution run = paced.simulator().executions().get(0);
            assertThat(Duration.between(run.startedAt(), run.endedAt())).isGreaterThan(Duration.ofMillis(1_100));
        }
    }

    @Test
    void framesOfABatchDiffer() {
        JsonNode images = server.run(Graph.stills(2)).path("outputs").path("9").path("images");
        server.simulator();
        byte[] first = server.bytes(ComfyServer.view(images.path(0))).body();
        byte[] second = server.bytes(ComfyServer.view(images.path(1))).body();
        assertThat(first).isNotEqualTo(second);
    }

    private static boolean someAreThere(Path folder) {
        int count = Files.isDirectory(folder) ? files(folder).size() : 0;
        return count > 2 && count < 20;
    }

    private static boolean oneIsHalf(Path folder) {
        return files(folder).stream().anyMatch(file -> !isWhole(file));
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isWhole(Path file) {
        try {
            byte[] png = Files.readAllBytes(file);
            return png.length > END.length
                    && Arrays.equals(Arrays.copyOfRange(png, png.length - END.length, png.length), END);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode entry) {
        JsonNode images = entry.path("outputs").path("9").path("images");
        return images.valueStream()
                .map(image -> image.path("filename").asText())
                .toList();
    }
}
