package io.showrunner.film;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a film is made of, and in which order. */
class FilmPlanTest {
    @TempDir
    Path root;

    private FilmStory story;

    @BeforeEach
    void aStoryOfThreeScenesOfWhichOneIsMissing() {
        story = new FilmStory(root, FilmStory.SETTINGS)
                .written(3)
                .published(1, 2, 64, 36)
                .published(3, 3, 97, 55);
    }

    @Test
    void cardsComeOutOfTheDarkBeforeTheirFrames() {
        List<String> frames = plan(24).frames();

        assertThat(frames).startsWith("film/fades/title-1.png", "film/fades/title-2.png");
        assertThat(frames)
                .containsSubsequence(
                        "film/fades/title-7.png",
                        "film/fades/title-8.png",
                        "film/fades/title-8.png",
                        "film/fades/title-7.png",
                        "film/fades/title-1.png",
                        "film/fades/scene-001-1.png",
                        "film/fades/scene-001-8.png",
                        "scenes/scene-001/frames/frame_00001.png",
                        "scenes/scene-001/frames/frame_00002.png",
                        "film/fades/scene-003-1.png",
                        "film/fades/scene-003-8.png")
                .endsWith(
                        "scenes/scene-003/frames/frame_00001.png",
                        "scenes/scene-003/frames/frame_00002.png",
                        "scenes/scene-003/frames/frame_00003.png");
        assertThat(frames).filteredOn(frame -> frame.contains("scene-002")).isEmpty();
    }

    @Test
    void itIsAsLargeAsItsLargestSceneWithEvenSides() {
        FilmPlan plan = plan(24);

        assertThat(plan.picture().width()).isEqualTo(98);
        assertThat(plan.picture().height()).isEqualTo(56);
        assertThat(plan.picture().frames()).isEqualTo(plan.frames().size());
        assertThat(plan.missing()).containsExactly("scene-002");
    }

    @Test
    void cardsStayAsLongAtAnyNumberOfFramesASecond() {
        assertThat(plan(12).frames().stream().filter("film/fades/title-4.png"::equals))
                .hasSize(1 + 36 + 1);
        assertThat(plan(24).frames().stream().filter("film/fades/title-8.png"::equals))
                .hasSize(1 + 72 + 1);
    }

    @Test
    void anotherFrameOrAnotherSpeedIsAnotherFilm() {
        String before = plan(24).inputs();

        assertThat(plan(24).inputs()).isEqualTo(before);
        assertThat(plan(25).inputs()).isNotEqualTo(before);
        story.published(2, 1, 64, 36);
        assertThat(plan(24).inputs()).isNotEqualTo(before);
    }

    private FilmPlan plan(int fps) {
        return FilmPlan.of(
                story.store.story(FilmStory.STORY).orElseThrow(),
                false,
                new StoryFrames(story.store).of(FilmStory.STORY),
                Codec.H264,
                fps,
                18);
    }
}
