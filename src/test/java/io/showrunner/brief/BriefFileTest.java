package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the inbox and is no brief file, and file names that must not be used. */
class BriefFileTest {
    @TempDir
    private Path inbox;

    @Test
    void refusesAHugeFileWithoutLoadingIt() throws IOException {
        Path huge = inbox.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertRefused(
                huge, "huge.json is refused: file size: 104857600 bytes is not allowed; it must be at most 262144");
    }

    @Test
    void refusesALinkEvenToAGoodBrief() throws IOException {
        Path brief = Files.writeString(inbox.resolve("good.json"), Briefs.json(""));
        Path link = Files.createSymbolicLink(inbox.resolve("link.json"), brief);
        assertRefused(link, "file: a link is not allowed; it must be a regular file.");
    }

    @Test
    void refusesAFolder() throws IOException {
        assertRefused(
                Files.createDirectory(inbox.resolve("folder.json")),
                "folder.json is refused: file: a folder is not allowed; it must be a regular file.");
    }

    @Test
    void refusesAPipeWithoutWaitingForItsWriter() throws Exception {
        // Given
        assumeThat(Path.of("/usr/bin/mkfifo")).exists();
        Path pipe = inbox.resolve("pipe.json");
        Process made = new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();

        // When, Then
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertRefused(pipe, "file: a device or pipe is not allowed"));
    }

    @Test
    void leavesAFileThatIsGoneToTheCaller() {
        assertThatThrownBy(() -> Briefs.READER.read(inbox.resolve("gone.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read the brief gone.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x.json", "/etc/x.json", "a/b.json", "a\\b.json", "nul\u0000.json", "CON.json", "nul.json",
                        "com1.yaml",
                "Lpt9.md", ".hidden.json", "..", "", "my brief.json", "café.json", "🎬.json", "a.json.status.json",
                "a.json.reason.txt", "line\nbreak.json"
            })
    void refusesNamesThatCannotBeFileNamesEverywhere(String name) {
        assertThatThrownBy(() -> Briefs.READER.read(name, Briefs.json("").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BriefRejectedException.class)
                .hasMessageContaining("is refused: file name: \"")
                .message()
                .doesNotContain("\u0000", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/x", "CON", "nul", "COM1", "a.", ".a", "emoji-🎬", "a b"})
    void refusesBriefIdsThatCannotBeFileNamesEverywhere(String briefId) {
        assertThatThrownBy(() -> Briefs.read(Briefs.withId(briefId)))
                .isInstanceOf(BriefRejectedException.class)
                .hasMessageStartingWith("the brief is refused: briefId: \"" + briefId + "\" is not allowed; it must");
    }

    @Test
    void refusesALongNameAndShowsItsBeginning() {
        String name = "x".repeat(300) + ".json";
        assertThatThrownBy(() -> Briefs.READER.read(name, new byte[] {'{', '}'}))
                .hasMessageStartingWith("x".repeat(60) + "… is refused: file name: \"" + "x".repeat(60) + "…\" is not");
        assertThatThrownBy(() -> Briefs.read(Briefs.withId("x".repeat(81))))
                .hasMessageContaining("it must be text of 1 to 80 characters");
    }

    @Test
    void keepsAFileOfAnyNameUnderASafeOne() {
        assertThat(SafeName.like("🎬.json")).isEqualTo("brief.json");
        assertThat(SafeName.like("..")).isEqualTo("brief");
        assertThat(SafeName.like("a\u0000/../b.yaml")).isEqualTo("brief-a_b.yaml");
        assertThat(SafeName.like("good.json")).isEqualTo("good.json");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Briefs.READER.read(file))
                .isInstanceOf(BriefRejectedException.class)
                .hasMessageContaining(message);
    }
}
