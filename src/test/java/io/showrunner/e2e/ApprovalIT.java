package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.e2e.HttpTalk.Reply;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person looks at the scenes of a story before a GPU is spent on it. */
class ApprovalIT {
    private static final String WORDS = "Lantern light across a wet quay at night, coiled ropes, an empty boat";

    @TempDir
    private Path home;

    @Test
    void aStoryWaitsThroughARestartAndIsRenderedAsThePersonWantsIt() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.approval.required", "true")) {
            // Given
            studio.start();
            studio.drop("look.json", SmallBrief.jsonWithoutTitles("look", 3));
            StoryRecord story = studio.storyThat(each -> each.state() == StoryState.AWAITING_APPROVAL);
            String path = "/api/stories/" + story.storyId();
            Reply seen = talk(studio).get(path + "/scenes");
            String third = seen.json().path(2).path("prompt").asText();
            String body = """
                    [{"sceneId": "scene-003", "title": "The Quay", "seed": 7}, {"sceneId": "scene-001", "prompt": "%s"}]
                    """.formatted(WORDS);

            // When
            assertThat(put(studio, path, body).status()).isEqualTo(428);
            assertThat(put(studio, path, body, "If-Match: \"other\"").status()).isEqualTo(412);
            Reply changed = put(studio, path, body, "If-Match: " + seen.header("ETag"));
            studio.stop();
            studio.start();

            // Then
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            Reply again = talk(studio).get(path + "/scenes");
            assertThat(again.body()).isEqualTo(changed.body());
            assertThat(again.header("ETag")).isEqualTo(changed.header("ETag")).isNotEqualTo(seen.header("ETag"));
            JsonNode shown = studio.get(path);
            assertThat(shown.path("state").asText()).isEqualTo("AWAITING_APPROVAL");
            assertThat(shown.path("sceneList").findValuesAsText("state")).containsOnly("AWAITING_APPROVAL");
            assertThat(studio.get("/api/stories?state=awaiting_approval")).hasSize(1);
            assertThat(studio.get(path + "/timeline").toString()).contains("APPROVAL");
            assertThat(studio.gpu(0).executions()).isEmpty();

            // When
            Reply approved = approve(studio, path);

            // Then
            assertThat(approved.status()).as(approved.body()).isEqualTo(200);
            StoryRecord finished = studio.finishedStory();
            assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
            SceneRecord quay = studio.scene(story, "The Quay");
            assertThat(quay.sceneId()).isEqualTo("scene-001");
            assertThat(studio.pipeline()
                            .store()
                            .scene(story.storyId(), "scene-001")
                            .prompt())
                    .isEqualTo(third);
            assertThat(studio.entry(story, "The Quay").path("Prompt").asText()).isEqualTo(third);
            assertThat(studio.job(quay, 1)).returns(BigInteger.valueOf(7), RenderJob::seed);
            JsonNode metadata = TestStudio.json(studio.folder(story).resolve("artifact-metadata.json"));
            assertThat(metadata.path("Scenes").findValuesAsText("Prompt")).containsExactly(third, WORDS);
            assertThat(metadata.at("/Story/Approval/edits/0/changes").toString())
                    .contains("scene-002 dropped", "new order: scene-003, scene-001");
            assertThat(approve(studio, path).status()).isEqualTo(409);
        }
    }

    private static HttpTalk talk(TestStudio studio) {
        return new HttpTalk(studio.pipeline().port());
    }

    private static Reply put(TestStudio studio, String path, String body, String... headers) {
        return talk(studio).send("PUT", path + "/scenes", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Reply approve(TestStudio studio, String path) {
        return talk(studio).send("POST", path + "/approve", new byte[0]);
    }
}
