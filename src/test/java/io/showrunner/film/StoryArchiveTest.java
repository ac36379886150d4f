package io.showrunner.film;

import static io.showrunner.film.FilmStory.SETTINGS;
import static io.showrunner.film.FilmStory.STORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A story in one file: everything that belongs to it, and nothing else. */
class StoryArchiveTest {
    @TempDir
    Path root;

    private FilmStory story;
    private Path zip;

    @BeforeEach
    void aStoryWithFrames() {
        story = new FilmStory(root, SETTINGS).written(1).published(1, 2, 64, 36);
        zip = story.folder.resolve(STORY + ".zip");
    }

    @Test
    void everyFileOfTheStoryIsInItByteByByte() throws IOException {
        archive().pack(STORY);

        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(names(archive))
                    .containsExactly(
                            STORY + "/record.json",
                            STORY + "/scenes/scene-001/frames/frame_00001.png",
                            STORY + "/scenes/scene-001/frames/frame_00002.png",
                            STORY + "/scenes/scene-001/record.json",
                            STORY + "/scenes/scene-001/scene-001.json",
                            STORY + "/story.json");
            for (String name : names(archive)) {
                ZipEntry entry = archive.getEntry(name);
                assertThat(archive.getInputStream(entry).readAllBytes())
                        .isEqualTo(Files.readAllBytes(root.resolve(name)));
                assertThat(entry.getMethod()).isEqualTo(name.endsWith(".png") ? ZipEntry.STORED : ZipEntry.DEFLATED);
            }
        }
    }

    @Test
    void whatIsHiddenTemporaryUnfinishedOrALinkIsLeftOut() throws IOException {
        // Given
        Files.writeString(story.folder.resolve(".tmp-film.mp4-1"), "half");
        Files.writeString(story.folder.resolve("story.delivered"), "{}");
        Files.createDirectories(story.folder.resolve("scenes/scene-001/attempts/1/staging"));
        Files.writeString(story.folder.resolve("scenes/scene-001/attempts/1/staging/frame.png"), "x");
        Path secret = Files.writeString(root.resolve("secret"), "x");
        Files.createSymbolicLink(story.folder.resolve("link.txt"), secret);
        Files.createSymbolicLink(story.folder.resolve("scenes/elsewhere"), root);

        // When
        archive().pack(STORY);
        archive().pack(STORY);

        // Then
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(names(archive)).hasSize(6);
        }
    }

    @Test
    void itIsPackedAgainOnlyWhenSomethingChanged() throws IOException {
        // Given
        archive().pack(STORY);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(zip, longAgo);

        // When
        archive().pack(STORY);
        FileTime unchanged = Files.getLastModifiedTime(zip);
        Files.writeString(story.folder.resolve("run-summary.txt"), "new");
        archive().pack(STORY);

        // Then
        assertThat(unchanged).isEqualTo(longAgo);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(names(archive)).contains(STORY + "/run-summary.txt");
        }
    }

    @Test
    void oneThatIsDamagedIsPackedAnew() throws IOException {
        Files.writeString(zip, "no zip");

        archive().pack(STORY);

        try (ZipFile archive = new ZipFile(zip.toFile())) {
            assertThat(names(archive)).hasSize(6);
        }
    }

    @Test
    void aStopLeavesNothingBehind() {
        StoryArchive stopping = new StoryArchive(
                story.store, SETTINGS, new Stopping(() -> true, () -> new IllegalStateException("stopping")));

        assertThatThrownBy(() -> stopping.pack(STORY)).hasMessage("stopping");

        assertThat(story.folder)
                .isDirectoryNotContaining(path -> path.toString().contains(".zip"));
    }

    @Test
    void oneThatCannotGetItsNameIsAFailureAndLeavesNothing() throws IOException {
        Files.createDirectory(zip);
        Files.writeString(zip.resolve("in-the-way"), "x");

        assertThatThrownBy(() -> archive().pack(STORY)).isInstanceOf(UncheckedIOException.class);

        assertThat(story.folder)
                .isDirectoryNotContaining(path -> path.toString().contains(".tmp-"));
    }

    private StoryArchive archive() {
        return new StoryArchive(story.store, SETTINGS, new Stopping(() -> false, IllegalStateException::new));
    }

    private static List<String> names(ZipFile archive) {
        try (Stream<? extends ZipEntry> entries = archive.stream()) {
            return entries.map(ZipEntry::getName).toList();
        }
    }
}
