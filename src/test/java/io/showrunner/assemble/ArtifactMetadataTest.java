package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArtifactMetadataTest {
    @TempDir
    Path root;

    private StoryFolder folder;

    @BeforeEach
    void aStoryFolder() {
        folder = new StoryFolder(root).written(StorySource.LLM);
    }

    enum Course {
        ALL_PUBLISHED,
        ONE_FAILED,
        ONE_RETRIED,
        NEVER_POSTED,
        END_NEVER_SEEN,
        ALL_CANCELLED
    }

    @ParameterizedTest
    @EnumSource
    void theFileKeepsItsSchemaHoweverTheStoryWent(Course course) {
        go(course);

        assertThat(schema().validate(assemble())).isEmpty();
    }

    @Test
    void theSchemaNoticesAMissingAndAnUnknownKey() {
        go(Course.ALL_PUBLISHED);
        JsonNode metadata = assemble();

        ((ObjectNode) metadata.at("/Scenes/0/Telemetry/GPU")).put("Invented", 1).remove("VramDeltaMB");

        assertThat(schema().validate(metadata)).hasSize(2);
    }

    @Test
    void aPublishedSceneHasTheFiguresOfItsPrompt() {
        go(Course.ALL_PUBLISHED);

        JsonNode scene = assemble().at("/Scenes/0");

        assertThat(scene.path("FrameCount").asInt()).isEqualTo(5);
        assertThat(scene.path("FrameFloor").asInt()).isEqualTo(5);
        assertThat(scene.path("DurationSeconds").asDouble()).isEqualTo(20.0);
        assertThat(scene.path("FramesSha256")).hasSize(5);
        assertThat(scene.path("GeneratedFramesDir").asText()).isEqualTo("scenes/scene-001/frames");
        assertThat(scene.path("Seed").asLong()).isEqualTo(1001);
        assertThat(scene.path("Workflow").asText()).isEqualTo("txt2img-svd");
        assertThat(scene.at("/WorkflowKnobs/steps").asInt()).isEqualTo(20);
        assertThat(scene.at("/WorkflowKnobs/checkpoint_svd").asText()).isEqualTo("svd_xt.safetensors");
        assertThat(scene.path("HistoryPollLog")).hasSize(2);
        assertThat(scene.at("/HistoryPollLog/1/Attempt").asInt()).isEqualTo(10);
        assertThat(scene.at("/Telemetry/HistoryExitReason").asText()).isEqualTo("success");
        assertThat(scene.at("/Telemetry/ExecutionSuccessAt").asText()).isEqualTo("2026-11-23T10:00:19Z");
        assertThat(scene.at("/Telemetry/DoneMarkerPath").asText()).isEqualTo("scenes/scene-001/frames.done");
    }

    @Test
    void memoryIsInBytesAndInMegabytesAndTheDeltaIsNegativeWhenItWasConsumed() {
        go(Course.ALL_PUBLISHED);

        JsonNode metadata = assemble();
        JsonNode gpu = metadata.at("/Scenes/0/Telemetry/GPU");

        assertThat(gpu.path("VramTotal").asLong()).isEqualTo(25_769_803_776L);
        assertThat(gpu.path("VramFreeBefore").asLong()).isEqualTo(25_165_824_000L);
        assertThat(gpu.path("VramBeforeMB").asDouble()).isEqualTo(24_000.0);
        assertThat(gpu.path("VramAfterMB").asDouble()).isEqualTo(22_600.0);
        assertThat(gpu.path("VramDeltaMB").asDouble()).isEqualTo(-1_400.0);
        assertThat(metadata.at("/System/ResourceMetrics/GPUHealthBefore/VramFreeBefore")
                        .asDouble())
                .isEqualTo(24_000.0);
        assertThat(metadata.at("/System/ResourceMetrics/GPUHealthBefore/VramTotalMB")
                        .asDouble())
                .isEqualTo(24_576.0);
    }

    @Test
    void aSceneThatWasNeverPostedHasNullsWithAReason() {
        go(Course.NEVER_POSTED);

        JsonNode telemetry = assemble().at("/Scenes/1/Telemetry");

        assertThat(telemetry.path("QueueStart").isNull()).isTrue();
        assertThat(telemetry.at("/GPU/Name").asText()).isEqualTo("Unknown");
        assertThat(telemetry.at("/GPU/VramTotal").isNull()).isTrue();
        assertThat(telemetry.at("/GPU/Source").asText()).isEqualTo("missing");
        assertThat(telemetry.at("/System/FallbackNotes/0").asText()).startsWith("not-queued: ");
    }

    @Test
    void everyPromptOfARetriedSceneIsThereWithTheReason() {
        go(Course.ONE_RETRIED);

        JsonNode scene = assemble().at("/Scenes/1");

        assertThat(scene.path("Requeued").asBoolean()).isTrue();
        assertThat(scene.path("AttemptSummaries")).hasSize(2);
        assertThat(scene.at("/AttemptSummaries/0/FailureKind").asText()).isEqualTo("OOM");
        assertThat(scene.at("/Retries/0/reason").asText()).isEqualTo("OOM: out of memory");
        assertThat(scene.path("InstanceId").asText()).isEqualTo("gpu1");
        assertThat(scene.path("FailureKind").isNull()).isTrue();
    }

    @Test
    void theServersCommandLineIsLeftOut() {
        go(Course.ALL_PUBLISHED);

        JsonNode before = assemble().at("/Scenes/0/Telemetry/System/Before");

        assertThat(before.path("os").asText()).isEqualTo("posix");
        assertThat(before.has("argv")).isFalse();
    }

    @Test
    void whereTheStoryCameFromIsSaidAndItsLlmObjectIsThatOfTheStoryFile() {
        go(Course.ALL_PUBLISHED);
        DurableFiles.writeJson(
                folder.store.folder(STORY).resolve("brief.json"), Json.read("{\"genre\":\"horror\"}", JsonNode.class));

        JsonNode story = assemble().path("Story");

        assertThat(story.path("StorySource").asText()).isEqualTo("llm");
        assertThat(story.path("LLM"))
                .isEqualTo(Json.read(folder.store.folder(STORY).resolve("story.json"), JsonNode.class)
                        .path("llm"));
        assertThat(story.path("Genre").asText()).isEqualTo("horror");
        assertThat(story.path("Mood").isNull()).isTrue();
        assertThat(story.at("/HealthCheck/Status").asText()).isEqualTo("not requested");
    }

    private void go(Course course) {
        folder.published(1, "gpu0", 0).published(3, "gpu1", 0);
        switch (course) {
            case ALL_PUBLISHED -> folder.published(2, "gpu0", 20);
            case ONE_FAILED ->
                folder.failed(2, "gpu0", 20, FailureKind.OOM, "out of memory")
                        .record(2, SceneState.FAILED, FailureKind.OOM, "Out of memory twice.");
            case ONE_RETRIED ->
                folder.failed(2, "gpu0", 20, FailureKind.OOM, "out of memory").published(2, "gpu1", 50);
            case NEVER_POSTED -> folder.record(2, SceneState.CANCELLED, null, "Cancelled by a person.");
            case END_NEVER_SEEN ->
                folder.prepared(2, "gpu0").record(2, SceneState.CANCELLED, FailureKind.CANCELLED, null);
            case ALL_CANCELLED ->
                folder.record(1, SceneState.CANCELLED, null, null)
                        .record(2, SceneState.CANCELLED, null, null)
                        .record(3, SceneState.CANCELLED, null, null);
        }
    }

    private JsonNode assemble() {
        folder.assembler().assemble(STORY);
        return Json.read(folder.store.folder(STORY).resolve("artifact-metadata.json"), JsonNode.class);
    }

    private static JsonSchema schema() {
        JsonNode schema = Json.read(Path.of("config/schemas/artifact-metadata.schema.json"), JsonNode.class);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    }
}
