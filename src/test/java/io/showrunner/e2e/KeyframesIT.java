package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Pictures;
import io.showrunner.e2e.HttpTalk.Reply;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A brief that brings its own pictures: they are kept with the story, uploaded, and the workflow sets them in motion. */
class KeyframesIT {
    private static final String BRIEF = """
            {"premise": "A keeper of bees finds a hive that hums in Morse code.", "genre": "drama",
             "mood": "calm", "workflow": "svd-img2vid", "sceneCount": %d, "framesPerScene": 3, "keyframes": [%s]}
            """;

    @TempDir
    Path home;

    @Test
    void everySceneStartsFromItsOwnPicture() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            DurableFiles.write(home.resolve("keyframes/hive.png"), Pictures.of("png", 64, 36));
            DurableFiles.write(home.resolve("inbox/field.jpg"), Pictures.of("jpg", 80, 45));
            studio.start();

            // When
            studio.drop("bees.json", BRIEF.formatted(2, "\"keyframes/hive.png\", \"field.jpg\""));
            studio.drop("ants.json", BRIEF.formatted(1, "\"nowhere.png\""));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(studio.pipeline().store().sceneRecords(story.storyId()))
                    .hasSize(2)
                    .allSatisfy(scene -> assertThat(scene)
                            .returns(SceneState.PUBLISHED, SceneRecord::state)
                            .returns(1, SceneRecord::dispatches));
            assertThat(studio.pipeline()
                            .store()
                            .attemptFile(story.storyId(), "scene-001", 1, "job.json", RenderJob.class))
                    .get()
                    .returns("svd-img2vid", RenderJob::workflow);
            Path reason = home.resolve("inbox/rejected/ants.json.reason.txt");
            await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(reason));
            assertThat(reason)
                    .content()
                    .contains("keyframes[0]: \"nowhere.png\" is not allowed; there is no such file below");

            // When
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            byte[] brief = BRIEF.formatted(1, "\"comb.png\"").getBytes(StandardCharsets.UTF_8);
            Map<String, byte[]> files =
                    new TreeMap<>(Map.of("wasps.json", brief, "comb.png", Pictures.of("png", 96, 54)));
            Reply first = post(http, files);
            Reply again = post(http, files);
            Reply broken = post(http, Map.of("wasps.json", brief, "comb.png", new byte[] {1, 2}));

            // Then
            assertThat(first.status()).as(first.body()).isEqualTo(202);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(broken.status()).isEqualTo(400);
            assertThat(broken.body()).contains("picture comb.png: it must be a PNG, JPEG or WebP picture");
            assertThat(post(http, Map.of("comb.png", brief)).body()).contains("no brief in the form");
            String storyId = first.json().path("storyId").asText();
            studio.storyThat(uploaded ->
                    uploaded.storyId().equals(storyId) && uploaded.state().isTerminal());
            assertThat(new StoryKeyframes(studio.pipeline().store()).all(storyId))
                    .singleElement()
                    .returns(96, StoryKeyframe::width);
            JsonNode manifest = TestStudio.json(
                    studio.pipeline().store().sceneFolder(storyId, "scene-001").resolve("manifest.json"));
            assertThat(manifest.at("/keyframe/picture/width").asInt()).isEqualTo(96);
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> assertThat(home.resolve("data/uploads"))
                    .isEmptyDirectory());
        }
    }

    private static Reply post(HttpTalk http, Map<String, byte[]> files) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            body.writeBytes(("--seam\r\nContent-Disposition: form-data; name=\"" + file.getKey()
                            + "\"; filename=\"" + file.getKey()
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.getValue());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--seam--\r\n".getBytes(StandardCharsets.UTF_8));
        return http.post("multipart/form-data; boundary=seam", body.toByteArray());
    }
}
