package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that lack what a workflow needs: nothing that they would refuse is posted to them. */
class PreflightIT {
    private static final String IMAGE_MODEL = "v1-5-pruned-emaonly-fp16.safetensors";

    @TempDir
    Path home;

    @Test
    void everySceneIsRenderedByTheServerThatHasWhatItsWorkflowNeeds() throws Exception {
        try (TestStudio studio = new TestStudio(home, 0)
                .withGpu(lacking("ImageAddNoise").models(checkpoints("SVD\\svd_xt.safetensors", IMAGE_MODEL)))
                .withGpu(ComfyUiOptions.builder().models(checkpoints(IMAGE_MODEL)))
                .with("showrunner.workflow.checkpoint-svd", "SVD/svd_xt.safetensors")
                .with("showrunner.workflow.steps", "7")
                .start()
                .awaitServers()) {
            // When
            studio.drop("noise.json", SmallBrief.json("noise", "One", "Two", "Three"));
            studio.drop("video.json", SmallBrief.jsonWith("video", "workflow", "txt2img-svd"));
            StoryRecord noise = studio.finishedStory("noise");
            StoryRecord video = studio.finishedStory("video");

            // Then
            assertRenderedOn(studio, noise, "gpu1");
            assertRenderedOn(studio, video, "gpu0");
            assertThat(studio.entry(video, "The Ledger").path("WorkflowKnobs").toString())
                    .contains("\"checkpoint_svd\":\"SVD\\\\svd_xt.safetensors\"", "\"steps\":7");
            assertThat(posts(studio.gpu(0))).isEqualTo(1);
            assertThat(posts(studio.gpu(1))).isEqualTo(3);
        }
    }

    @Test
    void aSceneThatNoServerCanRenderFailsOnceAndSaysWhatIsMissingWhere() throws Exception {
        try (TestStudio studio = new TestStudio(home, 0)
                .withGpu(lacking("ImageScale"))
                .withGpu(lacking("ImageAddNoise"))
                .start()
                .awaitServers()) {
            // When
            studio.drop("nowhere.json", SmallBrief.json("nowhere", "Nowhere"));
            StoryRecord story = studio.finishedStory();

            // Then
            SceneRecord scene = studio.scene(story, "Nowhere");
            assertThat(scene)
                    .returns(SceneState.FAILED, SceneRecord::state)
                    .returns(FailureKind.PROMPT_REJECTED, SceneRecord::failureKind)
                    .returns(0, SceneRecord::dispatches);
            assertThat(scene.message())
                    .contains(
                            "gpu0 cannot run workflow smoke: it has no node class ImageScale (node 3)",
                            "gpu1 cannot run workflow smoke: it has no node class ImageAddNoise (node 2)",
                            "install the package");
            assertThat(studio.gpus()).allSatisfy(gpu -> assertThat(posts(gpu)).isZero());
            assertThat(Files.readString(studio.folder(story).resolve("run-summary.txt")))
                    .contains("no node class ImageScale");
        }
    }

    @Test
    void aServerThatDoesNotSayWhatItHasIsTrustedAndTheDocumentsSaySo() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.gpu(0).faults().onRequest("/object_info").status(200, "<html>a proxy says hello</html>");
            studio.start();

            // When
            studio.drop("trusted.json", SmallBrief.json("trusted", "Trusted"));
            StoryRecord story = studio.finishedStory();

            // Then
            SceneRecord scene = studio.scene(story, "Trusted");
            assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
            assertThat(studio.attempt(scene, 1, "render.json", RenderReport.class)
                            .fallbackNotes())
                    .anySatisfy(note -> assertThat(note).startsWith("PREFLIGHT_SKIPPED: gpu0"));
            assertThat(studio.entry(story, "Trusted").path("Telemetry").toString())
                    .contains("PREFLIGHT_SKIPPED");
        }
    }

    @Test
    void aServerIsAskedOnceForManyScenes() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.comfyui.instances[0].slots", "1")
                .start()) {
            studio.drop("many.json", SmallBrief.json("many", "One", "Two", "Three"));
            studio.finishedStory();

            assertThat(asked(studio.gpu(0), "GET", "/object_info")).isEqualTo(1);
        }
    }

    private static ComfyUiOptions.Builder lacking(String nodeClass) {
        return ComfyUiOptions.builder().missingNodes(nodeClass);
    }

    private static Map<String, List<String>> checkpoints(String... names) {
        return Map.of("checkpoints", List.of(names));
    }

    private static void assertRenderedOn(TestStudio studio, StoryRecord story, String instance) throws IOException {
        assertThat(studio.pipeline().store().sceneRecords(story.storyId()))
                .isNotEmpty()
                .allSatisfy(scene -> {
                    assertThat(scene)
                            .returns(SceneState.PUBLISHED, SceneRecord::state)
                            .returns(1, SceneRecord::dispatches);
                    assertThat(studio.job(scene, 1)).returns(instance, RenderJob::instanceId);
                });
    }

    private static long posts(ComfyUiSimulator gpu) {
        return asked(gpu, "POST", "/prompt");
    }

    private static long asked(ComfyUiSimulator gpu, String method, String path) {
        return gpu.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().endsWith(path))
                .count();
    }
}
