package io.showrunner.render;

import static io.showrunner.render.RenderHome.SCENE;
import static io.showrunner.render.RenderHome.STORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.comfyui.Recorded;
import io.showrunner.config.WorkflowValues;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderJobsTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};

    @TempDir
    Path folder;

    @Test
    void jobAndWorkflowAreOnDiskBeforeAnythingIsPosted() {
        // Given
        RenderHome home = home("txt2img-svd");

        // When
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        // Then
        assertThat(Json.read(home.attempt(1).resolve("job.json"), RenderJob.class))
                .isEqualTo(job);
        JsonNode posted = Json.read(home.attempt(1).resolve("workflow.json"), JsonNode.class);
        assertThat(posted.at("/7/inputs/filename_prefix").asText()).isEqualTo(job.filenamePrefix());
        assertThat(posted.at("/5/inputs/seed").bigIntegerValue()).isEqualTo(job.seed());
        assertThat(job.filenamePrefix()).isEqualTo("showrunner/story-orchard/scene-001/" + job.promptId() + "/frame");
        assertThat(job.framesNode()).isEqualTo("7");
        assertThat(job.clientId()).isEqualTo("client-of-gpu0");
        assertThat(home.scene()).returns(1, SceneRecord::attempts).returns(1, SceneRecord::dispatches);
        assertThat(home.scene().state()).isEqualTo(SceneState.RUNNING);
    }

    @Test
    void anotherAttemptHasAnotherSeedAndPrefixAndAnotherDispatchOnlyAnotherPrefix() {
        // Given
        RenderHome home = home("smoke");
        RenderJobs jobs = home.jobs();

        // When
        RenderJob first = jobs.prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);
        RenderJob redispatched = jobs.prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), false);
        RenderJob second = jobs.prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        // Then
        assertThat(redispatched.attempt()).isEqualTo(1);
        assertThat(redispatched.dispatch()).isEqualTo(2);
        assertThat(redispatched.seed()).isEqualTo(first.seed());
        assertThat(redispatched.workflowHash()).isEqualTo(first.workflowHash());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.seed()).isNotEqualTo(first.seed());
        assertThat(second.filenamePrefix()).isNotEqualTo(redispatched.filenamePrefix());
    }

    @Test
    void thePromptIsTheSameHoweverOftenItIsPosted() {
        // Given
        RenderHome home = home("txt2img-svd");
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        // When
        String body = home.jobs().promptBody(job);

        // Then
        assertThat(home.jobs().promptBody(job)).isEqualTo(body);
        JsonNode posted = Json.read(body, JsonNode.class);
        assertThat(posted.path("prompt_id").asText()).isEqualTo(job.promptId());
        assertThat(posted.path("client_id").asText()).isEqualTo("client-of-gpu0");
        assertThat(posted.path("front").isMissingNode()).isTrue();
        assertThat(posted.path("prompt"))
                .isEqualTo(Json.read(home.attempt(1).resolve("workflow.json"), JsonNode.class));
        assertThat(posted.at("/extra_data/extra_pnginfo/showrunner"))
                .isEqualTo(Json.read("""
                        {"storyId": "story-orchard", "sceneId": "scene-001", "promptId": "%s", "title": "Idle Row",
                         "prompt": "Symmetrical dolly along a terraced orbital orchard", "mood": "hushed",
                         "palette": "bone white, leaf green, amber", "cameraMovement": "slow forward dolly", "frames": 14}""".formatted(job.promptId()), JsonNode.class));
    }

    @Test
    void aSceneOfHighPriorityGoesToTheFront() {
        RenderHome home = new RenderHome(folder, RenderHome.request("smoke"), Priority.HIGH);
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        assertThat(Json.read(home.jobs().promptBody(job), JsonNode.class)
                        .path("front")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void afterACrashTheOpenJobIsFoundAgainUntilItsReportIsWritten() {
        // Given
        RenderHome home = home("smoke");
        assertThat(home.jobs().open(home.scene())).isEmpty();
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        // When
        RenderJobs afterTheCrash = home.jobs();

        // Then
        assertThat(afterTheCrash.open(home.scene())).contains(job);
        DurableFiles.writeJson(home.attempt(1).resolve("render.json"), "{}");
        assertThat(afterTheCrash.open(home.scene())).isEmpty();
    }

    @Test
    void aCrashBeforeTheRecordIsRaisedCostsNoAttempt() {
        // Given
        RenderHome home = home("smoke");
        SceneRecord before = home.scene();
        RenderJob lost = home.jobs().prepare(before, home.gpu0, Optional.empty(), Optional.empty(), true);
        home.store.save(before);

        // When
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        // Then
        assertThat(job.attempt()).isEqualTo(1);
        assertThat(job.dispatch()).isEqualTo(lost.dispatch());
        assertThat(home.jobs().open(home.scene())).contains(job);
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCELLED", "PUBLISHED", "PAUSED"})
    void aSceneThatIsNoLongerDueIsNotDispatched(SceneState state) {
        // Given
        RenderHome home = home("smoke");
        SceneRecord read = home.scene();
        home.store.update(STORY, SCENE, now -> now.to(state, null, "by hand", RenderHome.NOW));

        // When
        assertThatThrownBy(() -> home.jobs().prepare(read, home.gpu0, Optional.empty(), Optional.empty(), true))
                .isInstanceOf(SceneMovedOn.class)
                .hasMessageContaining(state.name());

        // Then
        assertThat(home.scene().dispatches()).isZero();
    }

    @Test
    void aRecordThatSomebodyElseRaisedIsNotRaisedTwiceAndTheirJobStays() {
        // Given
        RenderHome home = home("smoke");
        SceneRecord read = home.scene();
        RenderJob theirs = home.jobs().prepare(read, home.gpu0, Optional.empty(), Optional.empty(), true);

        // When
        assertThatThrownBy(() -> home.jobs().prepare(read, home.gpu0, Optional.empty(), Optional.empty(), true))
                .isInstanceOf(SceneMovedOn.class);

        // Then
        assertThat(home.jobs().open(home.scene())).contains(theirs);
    }

    @Test
    void anUnusableWorkflowWritesNothing() {
        RenderHome home = home("nowhere");

        assertThatThrownBy(() -> home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true))
                .isInstanceOf(UnusableWorkflow.class)
                .hasMessageContaining("nowhere.workflow.json is missing");
        assertThat(home.attempt(1)).doesNotExist();
        assertThat(home.scene().attempts()).isZero();
    }

    @Test
    void aKeyframeIsNamedByItsContent() throws IOException {
        // Given
        RenderHome home = home("svd-img2vid");
        home.keepKeyframe(PNG);

        // When
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        // Then
        Keyframe keyframe = home.jobs().keyframe(job).orElseThrow();
        assertThat(keyframe.name()).matches("[0-9a-f]{32}\\.png");
        assertThat(Files.readAllBytes(keyframe.source())).isEqualTo(PNG);
        assertThat(Json.read(home.attempt(1).resolve("workflow.json"), JsonNode.class)
                        .at("/2/inputs/image")
                        .asText())
                .isEqualTo("showrunner/" + keyframe.name());
    }

    @Test
    void aWorkflowThatDrawsItsOwnPictureNeedsNoUpload() {
        RenderHome home = home("txt2img-svd");
        RenderJob job = home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true);

        assertThat(home.jobs().keyframe(job)).isEmpty();
    }

    @Test
    void aKeyframeThatChangedSinceItWasAcceptedIsNotSentAnywhere() throws IOException {
        RenderHome home = home("svd-img2vid");
        assertThatThrownBy(() -> home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true))
                .hasMessageContaining("is not among the pictures that the story keeps");

        Files.write(home.keepKeyframe(PNG), "secret".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> home.jobs().prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), true))
                .hasMessageContaining("the keyframe of scene-001, keyframes/0123")
                .hasMessageContaining("has changed since the brief was accepted");
    }

    @Test
    void theJobTellsWhatItsWorkflowWasPostedWithInTheSpellingOfTheServer() {
        // Given
        RenderHome home = home("txt2img-svd");
        RenderJobs jobs = home.jobs(new WorkflowValues(null, 3.5, null, null, "SVD/svd_xt.safetensors"));
        NodeCatalogue windows = NodeCatalogue.read(Recorded.reply("object-info.json"));

        // When
        RenderJob job = jobs.prepare(home.scene(), home.gpu0, Optional.of(windows), Optional.empty(), true);
        RenderJob elsewhere = jobs.prepare(home.scene(), home.gpu0, Optional.empty(), Optional.empty(), false);

        // Then
        assertThat(Json.write(Json.read(home.attempt(1).resolve("job.json"), RenderJob.class)
                        .knobs()))
                .isEqualTo("{\"cfg\":3.5,\"checkpoint_image\":\"v1-5-pruned-emaonly-fp16.safetensors\","
                        + "\"checkpoint_svd\":\"SVD\\\\svd_xt.safetensors\",\"fps\":8,\"motion_bucket_id\":127,"
                        + "\"steps\":20}");
        assertThat(Json.read(home.attempt(1).resolve("workflow.json"), JsonNode.class)
                        .at("/1/inputs/ckpt_name")
                        .asText())
                .isEqualTo("SVD\\svd_xt.safetensors");
        assertThat(elsewhere.workflowHash())
                .as("the hash of a scene does not depend on its server")
                .isEqualTo(job.workflowHash());
    }

    @Test
    void aServerThatLacksAModelGetsNoJobAndTheSceneIsUntouched() {
        RenderHome home = home("txt2img-svd");
        NodeCatalogue windows = NodeCatalogue.read(Recorded.reply("object-info.json"));

        assertThatThrownBy(() ->
                        home.jobs().prepare(home.scene(), home.gpu0, Optional.of(windows), Optional.empty(), true))
                .isInstanceOf(UnfitServer.class);

        assertThat(home.attempt(1)).doesNotExist();
        assertThat(home.scene()).returns(0, SceneRecord::attempts).returns(SceneState.WAITING, SceneRecord::state);
    }

    private RenderHome home(String workflow) {
        return new RenderHome(folder, RenderHome.request(workflow), Priority.NORMAL);
    }
}
