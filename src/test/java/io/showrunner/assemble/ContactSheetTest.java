package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactSheetTest {
    @TempDir
    Path root;

    private StoryFolder folder;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void aStoryWithAFailedScene() {
        folder = new StoryFolder(root)
                .written(StorySource.LLM)
                .published(1, "gpu0", 0)
                .failed(2, "gpu0", 20, FailureKind.OOM, "out of memory")
                .record(2, SceneState.FAILED, FailureKind.OOM, "Out of memory.")
                .published(3, "gpu0", 40);
    }

    @Test
    void aSheetShowsACardPerScene() throws IOException {
        BufferedImage sheet = draw(metadata());

        assertThat(sheet.getWidth()).isEqualTo(2000);
        assertThat(sheet.getHeight()).isBetween(1000, 1300);
        assertThat(colours(sheet)).isGreaterThan(1000);
        assertThat(notes).isEmpty();
    }

    @Test
    void aMachineWithoutFontsGetsPicturesAndANote() throws IOException {
        ContactSheet sheet = new ContactSheet(family -> {
            throw new InternalError("Fontconfig head is null");
        });

        BufferedImage drawn =
                image(sheet.draw(metadata(), folder.store.folder(STORY), notes).orElseThrow());

        assertThat(colours(drawn)).isGreaterThan(100);
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("CONTACT_SHEET_WITHOUT_TEXT:")
                .contains("Fontconfig head is null");
    }

    @Test
    void framesThatCannotBeReadAgainLeaveANoteAndNoHole() throws IOException {
        Files.writeString(folder.store.frames(STORY, "scene-001").resolve("frame_00001.png"), "broken");

        draw(metadata());

        assertThat(notes).singleElement().asString().startsWith("CONTACT_SHEET_GAP: frame_00001.png");
    }

    @Test
    void framesThatHaveGoneDoNotStopTheSheet() throws IOException {
        Files.move(folder.store.frames(STORY, "scene-001"), root.resolve("moved"));

        assertThat(draw(metadata()).getHeight()).isGreaterThan(1000);
    }

    @Test
    void aStoryOfAHundredScenesStaysOfASizeThatOpens() throws IOException {
        ArtifactMetadata three = metadata();
        List<SceneEntry> hundred = Collections.nCopies(100, three.scenes().get(1));

        BufferedImage sheet = draw(withScenes(three, hundred));

        assertThat(sheet.getHeight()).isLessThan(8000);
        assertThat(notes).singleElement().asString().startsWith("CONTACT_SHEET_CUT: it shows the first 30 of 100");
    }

    @ParameterizedTest
    @CsvSource({"1, '0'", "4, '0 1 2 3'", "5, '0 1 2 3 4'", "6, '0 1 3 4 5'", "25, '0 6 12 18 24'"})
    void framesAreChosenEvenlyFromFirstToLast(int count, String chosen) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        assertThat(Thumbnails.choose(all, 5)).containsExactlyElementsOf(numbers(chosen));
    }

    private static List<Integer> numbers(String words) {
        return List.of(words.split(" ")).stream().map(Integer::valueOf).toList();
    }

    private BufferedImage draw(ArtifactMetadata metadata) throws IOException {
        return image(new ContactSheet()
                .draw(metadata, folder.store.folder(STORY), notes)
                .orElseThrow());
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static long colours(BufferedImage sheet) {
        int[] pixels = sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
        return IntStream.of(pixels).distinct().count();
    }

    private ArtifactMetadata metadata() {
        return new MetadataBuilder(folder.store, StoryFolder.CLOCK, StoryFolder.KNOBS, true)
                .of(
                        folder.store.story(STORY).orElseThrow(),
                        folder.store.record(STORY).orElseThrow(),
                        1);
    }

    private static ArtifactMetadata withScenes(ArtifactMetadata metadata, List<SceneEntry> scenes) {
        return new ArtifactMetadata(
                metadata.runId(),
                metadata.timestamp(),
                metadata.revision(),
                metadata.simulation(),
                metadata.runDir(),
                metadata.story(),
                scenes,
                metadata.queueConfig(),
                metadata.archive(),
                metadata.archiveNote(),
                metadata.contactSheet(),
                metadata.llmHealthInfo(),
                metadata.system(),
                metadata.quality());
    }
}
