package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path folder;

    @Test
    void missingFoldersAreMadeAndNothingElseStaysBehind() throws IOException {
        Path file = folder.resolve("a/b/record.json");

        DurableFiles.write(file, bytes("old"));
        DurableFiles.write(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(names(file.getParent())).containsExactly("record.json");
    }

    @Test
    void aReaderSeesOneWholeContentOrAnotherWhileManyWrite() {
        // Given
        Path file = folder.resolve("record.json");
        DurableFiles.write(file, bytes("0".repeat(100_000)));

        // When
        IntStream.range(0, 40).parallel().forEach(i -> {
            DurableFiles.write(file, bytes(Integer.toString(i % 10).repeat(100_000)));

            // Then
            assertThat(content(file)).hasSize(100_000).matches("(.)\\1*");
        });
    }

    @Test
    void aFailedWriteNamesTheFileAndLeavesNothing() throws IOException {
        Path file =
                Files.createDirectories(folder.resolve("record.json/inside")).getParent();

        assertThatThrownBy(() -> DurableFiles.write(file, bytes("x")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + file);
        assertThat(names(folder)).containsExactly("record.json");
    }

    @Test
    void whatIsPublishedIsNeverReplaced() throws IOException {
        // Given
        Path staged = Files.createDirectories(folder.resolve("staging"));
        Files.writeString(staged.resolve("frame.png"), "new");
        Path published = folder.resolve("frames");
        Files.createDirectories(published);
        Files.writeString(published.resolve("frame.png"), "old");

        // When
        assertThatThrownBy(() -> DurableFiles.publish(staged, published)).hasMessageContaining("cannot publish");

        // Then
        assertThat(published.resolve("frame.png")).hasContent("old");
        assertThat(staged.resolve("frame.png")).hasContent("new");
    }

    @Test
    void aFolderIsPublishedByOneRename() throws IOException {
        Path staged = Files.createDirectories(folder.resolve("staging"));
        Files.writeString(staged.resolve("frame.png"), "new");

        DurableFiles.publish(staged, folder.resolve("scene/frames"));

        assertThat(staged).doesNotExist();
        assertThat(folder.resolve("scene/frames/frame.png")).hasContent("new");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }
}
