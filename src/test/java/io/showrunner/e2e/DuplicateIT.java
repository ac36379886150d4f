package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the inbox makes of briefs that came before, that are wrong, or that are not there yet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicateIT {
    private static final Duration LONGER_THAN_QUIET = Duration.ofMillis(1500);
    private static final Duration MUCH_SHORTER_THAN_QUIET = Duration.ofMillis(500);

    private TestStudio studio;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1).start();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @Test
    void theSameBriefAgainIsAnsweredWithTheFirstStory() {
        String brief = SmallBrief.json("twice", "The Wall");
        studio.drop("twice.json", brief);
        StoryRecord first = studio.finishedStory("twice");

        studio.drop("again.json", brief);

        awaitFile("accepted/again.json");
        assertThat(studio.status("again.json").path("storyId").asText()).isEqualTo(first.storyId());
        assertThat(studio.status("again.json").path("verdict").asText()).isEqualTo("DUPLICATE");
        assertThat(storiesOf("twice")).hasSize(1);
        assertThat(studio.executions(studio.scene(first, "The Wall"))).hasSize(1);
    }

    @Test
    void theSameIdWithOtherContentIsRefusedAndTheReasonNamesTheFirstStory() {
        studio.drop("mine.json", SmallBrief.json("taken", "The Wall"));
        StoryRecord first = studio.finishedStory("taken");

        studio.drop("other.json", SmallBrief.json("taken", "The Ledger"));

        awaitFile("rejected/other.json");
        assertThat(inbox("rejected/other.json.reason.txt"))
                .content()
                .contains(first.storyId(), "Field: briefId", "Value: taken", "mine.json");
        assertThat(storiesOf("taken")).containsExactly(first.storyId());
    }

    @Test
    void withoutAnIdTheContentSaysWhetherABriefIsKnown() {
        studio.drop("nameless.json", SmallBrief.jsonWithoutId("Nameless Wall"));
        awaitFile("accepted/nameless.json");
        String first = studio.status("nameless.json").path("storyId").asText();

        studio.drop("nameless-same.json", SmallBrief.jsonWithoutId("Nameless Wall"));
        studio.drop("nameless-other.json", SmallBrief.jsonWithoutId("Nameless Hand"));

        awaitFile("accepted/nameless-same.json");
        awaitFile("accepted/nameless-other.json");
        assertThat(studio.status("nameless-same.json").path("storyId").asText()).isEqualTo(first);
        assertThat(studio.status("nameless-other.json").path("storyId").asText())
                .isNotEqualTo(first);
    }

    @Test
    void aBriefThatAsksForTooMuchIsRefusedWithFieldValueAndRule() {
        studio.drop("thirteen.json", SmallBrief.jsonWith("thirteen", "sceneCount", 13));

        awaitFile("rejected/thirteen.json");

        assertThat(inbox("rejected/thirteen.json.reason.txt"))
                .content()
                .contains("Field: sceneCount", "Value: 13", "1 to 12");
        assertThat(inbox("thirteen.json")).doesNotExist();
        assertThat(storiesOf("thirteen")).isEmpty();
    }

    @Test
    void anEmptyFileIsRefusedWithAReason() {
        studio.drop("empty.json", "");

        awaitFile("rejected/empty.json");

        assertThat(inbox("rejected/empty.json.reason.txt")).content().contains("empty.json", "empty");
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNotTakenUntilItIsQuiet(@TempDir Path home) throws Exception {
        try (TestStudio other = new TestStudio(home, 1).with("showrunner.inbox.quiet-for", "12s")) {
            // Given
            other.start();
            String brief = SmallBrief.json("slow-writer", "The Wall");
            Path file = home.resolve("inbox/slow.json");
            Files.createDirectories(file.getParent());
            Files.createFile(file);

            // When
            for (String piece : inPieces(brief, 28)) {
                Files.writeString(file, piece, StandardOpenOption.APPEND);
                pass(MUCH_SHORTER_THAN_QUIET);
                assertThat(file).exists();
            }

            // Then
            other.finishedStory("slow-writer");
            assertThat(home.resolve("inbox/accepted/slow.json")).hasContent(brief);
            assertThat(other.stories()).hasSize(1);
        }
    }

    @Test
    void inReadyFileModeABriefWaitsForItsReadyFile(@TempDir Path home) throws Exception {
        try (TestStudio other = new TestStudio(home, 1).with("showrunner.inbox.mode", "ready-file")) {
            // Given
            other.start();
            other.drop("brief.json", SmallBrief.json("ready", "The Wall"));
            await().during(LONGER_THAN_QUIET)
                    .atMost(TestStudio.PATIENCE)
                    .until(() -> Files.exists(other.home().resolve("inbox/brief.json"))
                            && other.stories().isEmpty());

            // When
            other.drop("brief.json.ready", "");

            // Then
            other.finishedStory("ready");
            assertThat(other.home().resolve("inbox/brief.json")).doesNotExist();
            assertThat(other.home().resolve("inbox/brief.json.ready")).doesNotExist();
        }
    }

    private static List<String> inPieces(String text, int count) {
        int size = text.length() / count + 1;
        return IntStream.range(0, count)
                .mapToObj(
                        i -> text.substring(Math.min(i * size, text.length()), Math.min((i + 1) * size, text.length())))
                .toList();
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(TestStudio.PATIENCE).until(() -> true);
    }

    private List<String> storiesOf(String briefId) {
        return studio.stories().stream()
                .filter(story -> briefId.equals(story.briefId()))
                .map(StoryRecord::storyId)
                .toList();
    }

    private void awaitFile(String name) {
        await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(inbox(name)));
    }

    private Path inbox(String name) {
        return studio.home().resolve("inbox").resolve(name);
    }
}
