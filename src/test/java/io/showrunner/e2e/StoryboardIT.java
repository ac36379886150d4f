package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.e2e.HttpTalk.Reply;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One picture of each scene is drawn; those that a person approves are set in motion. */
class StoryboardIT {
    @TempDir
    private Path home;

    @Test
    void thePicturesThatAPersonApprovesBecomeTheFilm() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.start();
            studio.drop(
                    "board.json",
                    SmallBrief.jsonWithoutTitles("board", 3).replaceFirst("\\{", "{\"storyboard\": true, "));
            StoryRecord board = studio.finishedStory();
            String path = "/api/stories/" + board.storyId();
            JsonNode shown = studio.get(path);
            String third = studio.get(path + "/scenes").path(2).path("prompt").asText();
            studio.drop("late.json", SmallBrief.json("late", "Never").replaceFirst("\\{", "{\"approval\": true, "));
            studio.storyThat(story -> story.state() == StoryState.AWAITING_APPROVAL);
            int requests = studio.llm().requests().size();

            // When
            studio.stop();
            studio.with("showrunner.approval.timeout", "1s").start();
            Reply unknown = approve(studio, path, "{\"scenes\": [\"scene-009\"]}");
            Reply approved = approve(studio, path, "{\"scenes\": [\"scene-003\", \"scene-001\"]}");
            Reply again = approve(studio, path, "");
            StoryRecord film = studio.finishedStory(board.storyId() + "-film");

            // Then
            assertThat(studio.finishedStory("late").message()).contains("nobody approved it within 1 s");
            assertThat(shown.at("/storyboard/film").isNull()).isTrue();
            assertThat(shown.path("message").asText()).contains("approve " + board.storyId());
            assertThat(studio.job(scenes(studio, board).get(0), 1))
                    .returns("txt2img-keyframe", RenderJob::workflow)
                    .returns(1, RenderJob::expectedFrames);
            assertThat(unknown.status()).as(unknown.body()).isEqualTo(400);
            assertThat(approved.status()).as(approved.body()).isEqualTo(200);
            assertThat(approved.json().path("storyId").asText()).isEqualTo(film.storyId());
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.body()).contains("its film is " + film.storyId());
            assertThat(studio.get(path).at("/storyboard/film").asText()).isEqualTo(film.storyId());
            assertThat(film.state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.llm().requests()).hasSize(requests);
            assertThat(studio.job(scenes(studio, film).get(0), 1))
                    .returns("svd-img2vid", RenderJob::workflow)
                    .returns(SmallBrief.FRAMES, RenderJob::expectedFrames);
            assertThat(studio.pipeline()
                            .store()
                            .scene(film.storyId(), "scene-001")
                            .prompt())
                    .isEqualTo(third);
            assertThat(new StoryKeyframes(studio.pipeline().store()).all(film.storyId()))
                    .extracting(StoryKeyframe::sha256)
                    .containsExactly(picture(studio, board, "scene-003"), picture(studio, board, "scene-001"));
        }
    }

    private static List<SceneRecord> scenes(TestStudio studio, StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId());
    }

    /** The hash under which the storyboard published it. */
    private static String picture(TestStudio studio, StoryRecord board, String sceneId) {
        return TestStudio.json(studio.pipeline()
                        .store()
                        .sceneFolder(board.storyId(), sceneId)
                        .resolve("manifest.json"))
                .findValue("sha256")
                .asText();
    }

    private static Reply approve(TestStudio studio, String path, String body) {
        return new HttpTalk(studio.pipeline().port())
                .send("POST", path + "/approve", body.getBytes(StandardCharsets.UTF_8));
    }
}
