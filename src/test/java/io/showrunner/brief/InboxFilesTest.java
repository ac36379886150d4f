package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxFilesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T22:10:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path home;

    private Path inbox;
    private BriefIntake intake;
    private InboxFiles files;

    @BeforeEach
    void open() throws IOException {
        inbox = Files.createDirectory(home.resolve("inbox"));
        intake = new BriefIntake(new StoryStore(home.resolve("stories")), CLOCK);
        files = new InboxFiles(inbox, CLOCK);
    }

    @Test
    void keepsAnAcceptedBriefWithItsStatus() throws IOException {
        // Given
        Path file = drop("bees.json", Briefs.json(""));
        Path ready = drop("bees.json.ready", "");
        Acceptance acceptance = accept(file);

        // When
        Path kept = files.accept(file, acceptance);

        // Then
        assertThat(kept).isEqualTo(inbox.resolve("accepted/bees.json")).hasContent(Briefs.json(""));
        assertThat(file).doesNotExist();
        assertThat(ready).doesNotExist();
        assertThat(status("bees.json"))
                .isEqualTo(new BriefStatus(
                        "bees.json",
                        acceptance.storyId(),
                        Verdict.ACCEPTED,
                        StoryState.ACCEPTED,
                        null,
                        new BriefStatus.Scenes(0, 0, 0, 0),
                        "bees.json is accepted as " + acceptance.storyId() + ".",
                        CLOCK.instant()));
    }

    @Test
    void neverReplacesAnEarlierFile() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Path file = drop("bees.json", Briefs.json("\"seed\": " + i));
            files.accept(file, accept(file));
            Path bad = drop("bad.tar.json", "{" + i);
            files.reject(bad, refusal(bad));
        }
        assertThat(names("accepted"))
                .containsExactly(
                        "bees-2.json",
                        "bees-2.json.status.json",
                        "bees-3.json",
                        "bees-3.json.status.json",
                        "bees.json",
                        "bees.json.status.json");
        assertThat(names("rejected"))
                .contains("bad.tar.json", "bad.tar-2.json", "bad.tar-3.json", "bad.tar-3.json.reason.txt")
                .hasSize(6);
        assertThat(inbox.resolve("accepted/bees-2.json")).hasContent(Briefs.json("\"seed\": 2"));
    }

    @Test
    void saysWhyAFileWasRefusedAndWhatToDo() throws IOException {
        Path file = drop("bad.json", Briefs.json("\"sceneCount\": 13, \"title\": \"a\\u001b[2Jb\\u202e\""));
        Path second = drop("bad2.json", Briefs.json("\"sceneCount\": 13, \"promise\": 1"));
        files.reject(file, refusal(file));
        files.reject(second, refusal(second));
        assertThat(inbox.resolve("rejected/bad.json.reason.txt"))
                .content()
                .contains("Field: title\nValue: \"a\\u001b[2Jb\\u202e\"\nRule:  it must be text without control")
                .doesNotContain("\u001b", "\u202e");
        assertThat(inbox.resolve("rejected/bad2.json.reason.txt"))
                .content()
                .startsWith("bad2.json is refused for 2 reasons, the first is ")
                .contains("\nField: sceneCount\nValue: 13\nRule:  it must be a whole number from 1 to 12\n")
                .contains("\nField: promise\nValue: -\nRule:  there is no such field; did you mean premise?\n")
                .contains("\nWhat to do: correct the file and drop it into the inbox again.");
    }

    @Test
    void parksAConflictWithTheFirstStoryNamed() throws IOException {
        // Given
        Path first = drop("a.json", Briefs.json("\"briefId\": \"one\""));
        String storyId = accept(first).storyId();
        Path second = drop("b.json", Briefs.json("\"briefId\": \"one\", \"seed\": 1"));

        // When
        Path parked = files.accept(second, accept(second));

        // Then
        assertThat(parked).isEqualTo(inbox.resolve("rejected/b.json")).exists();
        assertThat(inbox.resolve("rejected/b.json.reason.txt"))
                .content()
                .contains("the brief id one belongs to " + storyId, "Field: briefId\nValue: one\n", "as a.json");
    }

    @ParameterizedTest
    @CsvSource({
        "my brief.json, brief-my_brief.json",
        "CON.json, brief-CON.json",
        "a.json.status.json, brief-a_json_status.json",
        "..., brief",
        ".hidden.yaml, brief-hidden.yaml"
    })
    void givesARefusedFileANameThatIsSafeEverywhere(String name, String kept) throws IOException {
        Path file = drop(name, "{}");
        assertThat(files.reject(file, refusal(file)))
                .isEqualTo(inbox.resolve("rejected").resolve(kept));
    }

    @Test
    void shortensTheLongestNames() throws IOException {
        Path file = drop("x".repeat(250) + ".json", "{}");
        Path kept = files.reject(file, refusal(file));
        assertThat(kept.getFileName().toString()).hasSize(80).endsWith("xx.json");
    }

    @Test
    void movesALinkAndAFolderWithoutTouchingWhatIsBehindThem() throws IOException {
        Path secret = Files.writeString(home.resolve("secret.txt"), "mine");
        Path link = Files.createSymbolicLink(inbox.resolve("link.json"), secret);
        Path folder = Files.createDirectory(inbox.resolve("folder.json"));
        files.reject(link, refusal(link));
        files.reject(folder, refusal(folder));
        assertThat(inbox.resolve("rejected/link.json")).isSymbolicLink();
        assertThat(inbox.resolve("rejected/folder.json")).isDirectory();
        assertThat(secret).hasContent("mine");
    }

    @Test
    void endsTheSameWayWhenTheProcessWasKilledBeforeTheMove() throws IOException {
        // Given
        Path good = drop("good.json", Briefs.json(""));
        Path bad = drop("bad.json", "{}");
        String storyId = accept(good).storyId();
        files.accept(good, accept(good));
        files.reject(bad, refusal(bad));
        BriefStatus before = status("good.json");

        // When
        Files.move(inbox.resolve("accepted/good.json"), good);
        Files.move(inbox.resolve("rejected/bad.json"), bad);
        files = new InboxFiles(inbox, CLOCK);
        files.accept(good, accept(good));
        files.reject(bad, refusal(bad));

        // Then
        assertThat(names("accepted")).containsExactly("good.json", "good.json.status.json");
        assertThat(names("rejected")).containsExactly("bad.json", "bad.json.reason.txt");
        assertThat(status("good.json")).isEqualTo(before);
        assertThat(before.storyId()).isEqualTo(storyId);
    }

    @Test
    void leavesAStatusOfAnotherStoryAloneWhenItsBriefIsGone() throws IOException {
        Path first = drop("a.json", Briefs.json("\"seed\": 1"));
        files.accept(first, accept(first));
        Files.delete(inbox.resolve("accepted/a.json"));
        Path second = drop("a.json", Briefs.json("\"seed\": 2"));
        assertThat(files.accept(second, accept(second))).isEqualTo(inbox.resolve("accepted/a-2.json"));
    }

    @Test
    void bringsTheStatusOfEveryFileOfAStoryUpToDateAlsoAfterARestart() throws IOException {
        // Given
        Path first = drop("a.json", Briefs.json(""));
        Acceptance acceptance = accept(first);
        files.accept(first, acceptance);
        Path again = drop("b.json", Briefs.json(""));
        files.accept(again, accept(again));
        Files.writeString(inbox.resolve("accepted/foreign.status.json"), "not ours");
        StoryRecord finished = acceptance.record().to(StoryState.INCOMPLETE, CLOCK.instant(), "scene-002 failed");

        // When
        new InboxFiles(inbox, CLOCK).updateStatus(finished, StorySource.TEMPLATE, new BriefStatus.Scenes(3, 3, 2, 1));

        // Then
        assertThat(List.of(status("a.json"), status("b.json"))).allSatisfy(status -> {
            assertThat(status.state()).isEqualTo(StoryState.INCOMPLETE);
            assertThat(status.storySource()).isEqualTo(StorySource.TEMPLATE);
            assertThat(status.scenes()).isEqualTo(new BriefStatus.Scenes(3, 3, 2, 1));
            assertThat(status.message()).isEqualTo("scene-002 failed");
        });
        assertThat(status("b.json").verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(inbox.resolve("accepted/foreign.status.json")).hasContent("not ours");
    }

    @Test
    void leavesTheFileWhereItIsWhenTheFolderCannotBeMade() throws IOException {
        Path file = drop("a.json", Briefs.json(""));
        Files.writeString(inbox.resolve("accepted"), "a file where a folder should be");
        Acceptance acceptance = accept(file);
        assertThatThrownBy(() -> files.accept(file, acceptance)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).exists();
    }

    private Path drop(String name, String content) throws IOException {
        return Files.writeString(inbox.resolve(name), content);
    }

    private Acceptance accept(Path file) {
        return intake.accept(Briefs.READER.read(file), file.getFileName().toString());
    }

    private static BriefRejectedException refusal(Path file) {
        return catchThrowableOfType(BriefRejectedException.class, () -> Briefs.READER.read(file));
    }

    private BriefStatus status(String name) {
        return Json.read(inbox.resolve("accepted").resolve(name + ".status.json"), BriefStatus.class);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(inbox.resolve(folder))) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
