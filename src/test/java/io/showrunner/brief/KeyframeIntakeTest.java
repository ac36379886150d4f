package io.showrunner.brief;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyframeIntakeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    private static final byte[] PICTURE = Pictures.of("png", 64, 36);

    @TempDir
    Path root;

    private Path home;
    private Path inbox;
    private StoryStore store;
    private KeyframeIntake keyframes;
    private BriefIntake intake;

    @BeforeEach
    void aHomeAndAnInboxElsewhere() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        inbox = Files.createDirectories(root.resolve("inbox"));
        store = new StoryStore(root.resolve("stories"));
        keyframes = new KeyframeIntake(store, List.of(home, inbox));
        intake = new BriefIntake(store, keyframes, CLOCK);
    }

    @Test
    void aStoryKeepsItsOwnCopiesFromTheHomeAndTheInbox() throws IOException {
        // Given
        Files.createDirectories(home.resolve("keyframes"));
        Files.write(home.resolve("keyframes/hive.png"), PICTURE);
        Files.write(inbox.resolve("field.jpg"), Pictures.of("jpg", 80, 45));

        // When
        Acceptance accepted = intake.accept(brief("\"keyframes/hive.png\", \"field.jpg\""), "bees.json");
        Files.delete(home.resolve("keyframes/hive.png"));
        Files.write(inbox.resolve("field.jpg"), new byte[] {1});

        // Then
        String storyId = accepted.storyId();
        List<StoryKeyframe> kept = new StoryKeyframes(store).all(storyId);
        assertThat(kept).extracting(StoryKeyframe::source).containsExactly("keyframes/hive.png", "field.jpg");
        assertThat(kept).extracting(StoryKeyframe::width).containsExactly(64, 80);
        assertThat(intake.briefOf(storyId).keyframes())
                .isEqualTo(kept.stream().map(StoryKeyframe::file).toList());
        assertThat(store.folder(storyId).resolve(kept.get(0).file())).hasBinaryContent(PICTURE);
        assertThat(intake.accept(brief("\"keyframes/hive.png\", \"field.jpg\""), "bees.json")
                        .verdict())
                .isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void everyPictureThatCannotBeUsedIsNamedAndNothingIsAccepted() throws IOException {
        Files.writeString(home.resolve("notes.png"), "not a picture");

        assertThatThrownBy(() -> intake.accept(brief("\"notes.png\", \"gone.png\""), "bees.json"))
                .isInstanceOf(BriefRejectedException.class)
                .hasMessageContaining(
                        "keyframes[0]: \"notes.png\" is not allowed; it must be a PNG, JPEG or WebP picture")
                .hasMessageContaining("keyframes[1]: \"gone.png\" is not allowed; there is no such file below " + home
                        + " or " + inbox);
        assertThat(store.storyIds()).isEmpty();
        assertThat(keyframes.problems(brief("\"gone.png\""))).hasSize(1);
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed() throws IOException {
        Path secret = Files.write(root.resolve("secret.png"), PICTURE);
        Files.createSymbolicLink(home.resolve("link.png"), secret);
        Files.createSymbolicLink(home.resolve("folder"), root);

        assertThat(keyframes.problems(brief("\"link.png\", \"folder/secret.png\"")))
                .extracting(Problem::rule)
                .allSatisfy(rule -> assertThat(rule).startsWith("it is a link that leads out of"));
    }

    @Test
    void aPictureThatCameWithItsBriefIsTheSameHoweverItIsCalled() throws IOException {
        // Given
        UploadedKeyframes uploads = new UploadedKeyframes(inbox, CLOCK);
        Path came = Files.write(root.resolve("0815"), PICTURE);
        Path old = Files.write(Files.createDirectories(inbox.resolve("uploads")).resolve("old.png"), PICTURE);
        Files.setLastModifiedTime(old, FileTime.from(CLOCK.instant().minusSeconds(3601)));

        // When
        Brief one = uploads.attach(brief("\"hive.png\""), "bees.json", Map.of("hive.png", came));
        Brief other = uploads.attach(brief("\"comb.png\""), "bees.json", Map.of("comb.png", came));

        // Then
        assertThat(one.keyframes()).singleElement().asString().matches("uploads/[0-9a-f]{32}\\.png");
        assertThat(other).isEqualTo(one);
        assertThat(intake.accept(one, "bees.json").verdict()).isEqualTo(Verdict.ACCEPTED);
        assertThat(intake.accept(other, "bees.json").verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(old).doesNotExist();
    }

    @Test
    void aPictureThatNothingNamesOrThatIsNoneIsRefusedWithTheBrief() throws IOException {
        UploadedKeyframes uploads = new UploadedKeyframes(inbox, CLOCK);
        Path picture = Files.write(root.resolve("1"), PICTURE);
        Path text = Files.writeString(root.resolve("2"), "text");

        assertThatThrownBy(() -> uploads.attach(
                        brief("\"hive.png\""), "bees.json", Map.of("hive.png", text, "comb.png", picture)))
                .hasMessageContaining("picture hive.png: it must be a PNG, JPEG or WebP picture")
                .hasMessageContaining("picture comb.png: a keyframe of the brief must name it");
        assertThat(inbox.resolve("uploads")).doesNotExist();
    }

    private static Brief brief(String pictures) {
        return Briefs.READER.read(
                "bees.json",
                ("{\"premise\": \"A keeper of bees finds a hive that hums in Morse code.\", \"genre\": \"drama\","
                                + " \"mood\": \"calm\", \"keyframes\": [" + pictures + "]}")
                        .getBytes(UTF_8));
    }
}
