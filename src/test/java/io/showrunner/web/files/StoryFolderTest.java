package io.showrunner.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryFolderTest {
    private static final String STORY = "story-a";

    @TempDir
    private Path root;

    private Path story;
    private StoryFolder folder;

    @BeforeEach
    void makeFiles() throws IOException {
        StoryStore store = new StoryStore(root.resolve("stories"));
        folder = new StoryFolder(store);
        story = store.folder(STORY);
        write("stories/story-a/record.json");
        write("stories/story-a/scenes/scene-001/frames/frame 1.png");
        write("stories/story-a/.tmp-record.json");
        write("stories/story-a/.hidden/x.txt");
        write("stories/story-b/record.json");
        write("secret.txt");
    }

    @Test
    void findsAFileByItsPath() throws IOException {
        assertThat(folder.find(STORY, "record.json")).hasValueSatisfying(file -> {
            assertThat(file.type()).isEqualTo("application/json");
            assertThat(file.bytes()).isEqualTo(7);
            assertThat(file.tag()).matches("\"7-[0-9a-f]+\"");
        });
        assertThat(folder.find(STORY, "scenes/scene-001/frames/frame 1.png"))
                .hasValueSatisfying(file -> assertThat(file.type()).isEqualTo("image/png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                "..",
                "../story-b/record.json",
                "scenes/../../story-b/record.json",
                "scenes/../record.json",
                "/etc/passwd",
                "scenes//scene-001",
                "scenes",
                "record.json/",
                "record.json/x",
                "nothing.txt",
                ".tmp-record.json",
                ".hidden/x.txt",
                "..\\story-b\\record.json",
                "record.json\0.png",
                "C:record.json"
            })
    void findsNothingAtAnyOtherPath(String path) throws IOException {
        assertThat(folder.find(STORY, path)).isEmpty();
    }

    @Test
    void findsNothingOfAStoryThatIsNotThere() throws IOException {
        assertThat(folder.find("story-none", "record.json")).isEmpty();
        assertThat(folder.find("../stories/story-a", "record.json")).isEmpty();
        assertThat(folder.all("story-none")).isEmpty();
    }

    @Test
    void followsNoLink() throws IOException {
        // Given
        Files.createSymbolicLink(story.resolve("link.txt"), root.resolve("secret.txt"));
        Files.createSymbolicLink(story.resolve("inner.json"), story.resolve("record.json"));
        Files.createSymbolicLink(story.resolve("up"), root);

        // Then
        assertThat(folder.find(STORY, "link.txt")).isEmpty();
        assertThat(folder.find(STORY, "inner.json")).isEmpty();
        assertThat(folder.find(STORY, "up/secret.txt")).isEmpty();
        assertThat(folder.all(STORY).orElseThrow())
                .extracting(StoryFile::path)
                .containsExactly("record.json", "scenes/scene-001/frames/frame 1.png");
    }

    private void write(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
    }
}
