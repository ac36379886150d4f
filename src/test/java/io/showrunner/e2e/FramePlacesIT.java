package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frames that do not lie side by side in the folder of their prompt, from a server whose output folder can be read and from one
 * that has them over HTTP only. Each server lacks a node, by which a workflow chooses its server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramePlacesIT {
    private static final String FOR_SHARED = "ImageInvert";
    private static final String FOR_HTTP = "ImageBlur";

    private TestStudio studio;

    @BeforeAll
    void twoServers(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 0)
                .withGpu(ComfyUiOptions.builder().missingNodes(FOR_HTTP))
                .withGpu(ComfyUiOptions.builder().missingNodes(FOR_SHARED));
        studio.with(
                "showrunner.comfyui.instances[0].output-directory",
                studio.gpu(0).outputDirectory().toString());
        workflow("shared", FOR_SHARED, "SaveImage");
        workflow("http", FOR_HTTP, "SaveImage");
        workflow("previews", FOR_SHARED, "PreviewImage");
        studio.gpus()
                .forEach(gpu -> gpu.faults().onPromptContaining("SaveImage").scatteredFiles());
        studio.start();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @CsvSource({"shared, 0, 0", "http, 1, 3"})
    void filesOfOneNameInSeveralFoldersAreFramesOfTheirOwn(String workflow, int server, int overHttp)
            throws IOException {
        // When
        SceneRecord scene = rendered(workflow);

        // Then
        List<Path> written = written(scene, server);
        assertThat(written).extracting(Path::getFileName).containsOnly(Path.of("frame_00001_.png"));
        assertThat(written).extracting(Path::getParent).doesNotHaveDuplicates();
        assertPublishedInOrder(scene, written);
        assertThat(studio.gpu(server).replies())
                .filteredOn(reply -> reply.status() == 200 && reply.path().equals("/view"))
                .filteredOn(reply -> reply.query().contains(studio.job(scene, 1).promptId()))
                .hasSize(overHttp);
    }

    @Test
    void previewsAreFramesAndComeOverHttpFromEveryServer() throws IOException {
        // When
        SceneRecord scene = rendered("previews");

        // Then
        List<Path> written = written(scene, 0);
        assertThat(written)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).startsWith("ComfyUI_temp_"));
        assertPublishedInOrder(scene, written);
    }

    /** The smoke workflow with one node more, which only one of the servers has. */
    private void workflow(String name, String node, String output) throws IOException {
        Path folder = studio.home().resolve("config/workflows");
        String mapping = Files.readString(folder.resolve("smoke.mapping.json"));
        String workflow = Files.readString(folder.resolve("smoke.workflow.json"));
        String more =
                "{\"5\": {\"class_type\": \"%s\", \"inputs\": {\"image\": [\"3\", 0], \"blur_radius\": 1, \"sigma\": 1.0}},"
                        .formatted(node);
        assertThat(workflow).contains("\"images\": [\"3\", 0]");
        Files.writeString(
                folder.resolve(name + ".workflow.json"),
                workflow.replaceFirst("\\{", more)
                        .replace("\"images\": [\"3\", 0]", "\"images\": [\"5\", 0]")
                        .replace("SaveImage", output));
        Files.writeString(folder.resolve(name + ".mapping.json"), mapping.replace("SaveImage", output));
    }

    private SceneRecord rendered(String workflow) {
        studio.drop(workflow + ".json", SmallBrief.jsonWith(workflow, "workflow", workflow));
        StoryRecord story = studio.finishedStory(workflow);
        return studio.pipeline().store().sceneRecords(story.storyId()).get(0);
    }

    private List<Path> written(SceneRecord scene, int server) {
        List<Execution> runs = studio.executions(scene);
        assertThat(runs).hasSize(1);
        return runs.get(0).files().stream()
                .map(file -> studio.gpu(server).outputDirectory().resolve(file).normalize())
                .toList();
    }

    private void assertPublishedInOrder(SceneRecord scene, List<Path> written) {
        assertThat(scene.state()).as(scene.message()).isEqualTo(SceneState.PUBLISHED);
        assertThat(written).hasSize(SmallBrief.FRAMES);
        Path frames = studio.pipeline().store().frames(scene.storyId(), scene.sceneId());
        for (int i = 0; i < written.size(); i++) {
            assertThat(frames.resolve("frame_%05d.png".formatted(i + 1))).hasSameBinaryContentAs(written.get(i));
        }
    }
}
