package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.brief.Acceptance;
import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefIntake;
import io.showrunner.brief.KeyframeIntake;
import io.showrunner.brief.UploadedKeyframes;
import io.showrunner.story.Change;
import io.showrunner.story.ControlRefused;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApprovals.Request;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.Storyboard;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A storyboard of three scenes, of which two were drawn. */
class StoryboardsTest {
    @TempDir
    private Path root;

    private StoryStore store;
    private BriefIntake briefs;
    private Storyboards storyboards;
    private String storyId;

    @BeforeEach
    void aStoryboardOfTwoPictures() throws IOException {
        Path inbox = root.resolve("inbox");
        store = new StoryStore(root.resolve("stories"));
        briefs = new BriefIntake(store, new KeyframeIntake(store, List.of(inbox)), Writers.CLOCK);
        storyboards = new Storyboards(store, briefs, new UploadedKeyframes(inbox, Writers.CLOCK), Writers.CLOCK);
        storyId = briefs.accept(asStoryboard(Writers.brief(3)), "board.json", "anna")
                .storyId();
        StoryRelease release = new StoryRelease(store, new FairTurns(store), Writers.CLOCK);
        StoryWriter writer =
                new StoryWriter(store, briefs, Writers.roomyDesk(), release, List.of(Writers.LM_STUDIO), Writers.CLOCK);
        Writing writing = writer.take(Json.write(StoryMessage.of(record())));
        writer.useTemplate(writing);
        writer.finish(writing);
        draw("scene-001", 1);
        draw("scene-003", 3);
        store.update(storyId, record -> record.to(StoryState.INCOMPLETE, Writers.CLOCK.instant(), null));
    }

    @Test
    void itIsDrawnByOneWorkflowAndFilmedByAnother() {
        assertThat(story().render().workflow()).isEqualTo("txt2img-keyframe");
        assertThat(story().render().film()).isEqualTo("svd-img2vid");
        assertThat(storyboards.isDrawn(request(null))).isTrue();
    }

    @Test
    void theBriefOfTheFilmSaysEveryWordAndBringsThePicturesInTheWantedOrder() {
        // When
        Brief brief = storyboards.film(request("{\"scenes\": [\"scene-003\", \"scene-001\"]}"));

        // Then
        SceneSpec third = story().scenes().get(2);
        assertThat(brief.workflow()).isEqualTo("svd-img2vid");
        assertThat(brief.approval()).isFalse();
        assertThat(brief.wantsStoryboard()).isFalse();
        assertThat(brief.labels()).containsEntry("storyboard", storyId);
        assertThat(brief.scenes())
                .extracting(Brief.BriefScene::prompt)
                .containsExactly(third.prompt(), story().scenes().get(0).prompt());
        assertThat(brief.scenes().get(0).keyframe()).startsWith("uploads/").endsWith(".png");
        assertThat(storyboards.owner(request(null))).isEqualTo("anna");
    }

    @Test
    void withoutScenesAllThatHaveAPictureAreFilmedOnce() {
        // When
        Acceptance film = briefs.accept(storyboards.film(request(null)), storyId);
        Change change = storyboards.approved(request(null), film);

        // Then
        assertThat(change.message()).contains(storyId, film.storyId());
        assertThat(Storyboard.of(store, storyId).orElseThrow().scenes()).containsExactly("scene-001", "scene-003");
        assertThat(record().message()).contains(film.storyId());
        assertThatThrownBy(() -> storyboards.film(request(null)))
                .isInstanceOf(ControlRefused.class)
                .hasMessageContaining("its film is " + film.storyId());
    }

    @Test
    void anApprovalThatACrashCutOffIsFinishedByTheNextOne() {
        // Given
        Acceptance cutOff = briefs.accept(storyboards.film(request(null)), storyId);

        // When
        Acceptance again = briefs.accept(storyboards.film(request(null)), storyId);
        storyboards.approved(request(null), again);

        // Then
        assertThat(again.verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(Storyboard.of(store, storyId).orElseThrow().film()).isEqualTo(cutOff.storyId());
    }

    @Test
    void ofTwoApprovalsThatDifferTheFirstCounts() {
        // Given
        Acceptance first = briefs.accept(storyboards.film(request(null)), storyId);
        Request other = request("{\"scenes\": [\"scene-003\"]}");
        Acceptance second = briefs.accept(storyboards.film(other), storyId);

        // When / Then
        assertThat(second.verdict()).isEqualTo(Verdict.CONFLICT);
        assertThatThrownBy(() -> storyboards.approved(other, second))
                .isInstanceOf(ControlRefused.class)
                .hasMessageContaining("its film is " + first.storyId());
        assertThat(Storyboard.of(store, storyId).orElseThrow().film()).isEqualTo(first.storyId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"scenes\": [\"scene-002\"]}",
                "{\"scenes\": [\"scene-001\", \"scene-001\"]}",
                "{\"scenes\": []}",
                "[]",
                "{"
            })
    void scenesWithoutAPictureOrNamedTwiceAreRefused(String body) {
        assertThatThrownBy(() -> storyboards.film(request(body))).isInstanceOf(ScenesRefused.class);
    }

    @Test
    void nothingIsFilmedWithoutPicturesOrBeforeTheyAreDrawn() {
        // Given
        for (String scene : List.of("scene-001", "scene-003")) {
            store.update(
                    storyId,
                    scene,
                    each -> each.to(SceneState.CANCELLED, FailureKind.CANCELLED, "no", Writers.CLOCK.instant()));
        }

        // Then
        assertThatThrownBy(() -> storyboards.film(request(null)))
                .isInstanceOf(ControlRefused.class)
                .hasMessageContaining("has no pictures");
        store.update(storyId, record -> record.to(StoryState.WRITTEN, Writers.CLOCK.instant(), null));
        assertThat(storyboards.isDrawn(request(null))).isFalse();
        assertThat(storyboards.isDrawn(new Request("story-unknown", null, null, null)))
                .isFalse();
    }

    private static Brief asStoryboard(Brief brief) {
        return Json.read(
                Json.write(Json.mapper().valueToTree(brief)).replaceFirst("\\{", "{\"storyboard\":true,"), Brief.class);
    }

    private void draw(String scene, int width) throws IOException {
        Path frames = Files.createDirectories(store.frames(storyId, scene));
        BufferedImage picture = new BufferedImage(16 * width, 16, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(picture, "png", frames.resolve("frame_00001.png").toFile());
        store.update(storyId, scene, each -> each.to(SceneState.PUBLISHED, null, null, Writers.CLOCK.instant()));
    }

    private Request request(String scenes) {
        return new Request(storyId, null, null, scenes);
    }

    private Story story() {
        return store.story(storyId).orElseThrow();
    }

    private StoryRecord record() {
        return store.record(storyId).orElseThrow();
    }
}
