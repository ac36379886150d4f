package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfWrittenTest {
    @TempDir
    private Path folder;

    @Test
    void onlyWhatAKilledProcessLeftGoes() throws IOException {
        // Given
        Path deep = file("stories/story-a/scenes/scene-001/attempts/1/staging/.tmp-frame_00001.png-1");
        Path record = file("stories/story-a/record.json");
        Path half = file("stories/.briefs/.tmp-id.json-1");
        Path published = file("stories/story-a/scenes/scene-001/frames/.tmp-not-ours.png");
        Path elsewhere = file("elsewhere/.tmp-not-ours");
        Files.createSymbolicLink(folder.resolve("stories/link"), elsewhere.getParent());

        // When
        int removed = HalfWritten.sweep(List.of(folder.resolve("stories"), folder.resolve("nowhere")));

        // Then
        assertThat(removed).isEqualTo(2);
        assertThat(deep).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(List.of(record, published, elsewhere))
                .allSatisfy(file -> assertThat(file).exists());
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }
}
