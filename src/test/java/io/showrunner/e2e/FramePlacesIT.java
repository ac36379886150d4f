package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.SentReply;
import io.showrunner.story.Json;
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

/**
 * Frames that do not lie side by side in the folder of their prompt, from a server whose output folder can be read and from one
 * that has them over HTTP only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramePlacesIT {
    private static final String SHARED = "gpu0";

    private TestStudio studio;

    @BeforeAll
    void twoServers(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 2);
        studio.with(
                "showrunner.comfyui.instances[0].output-directory",
                studio.gpu(0).outputDirectory().toString());
        Path workflows = home.resolve("config/workflows");
        for (String file : List.of(".workflow.json", ".mapping.json")) {
            String smoke = Files.readString(workflows.resolve("smoke" + file));
            Files.writeString(workflows.resolve("previews" + file), smoke.replace("SaveImage", "PreviewImage"));
        }
        studio.start();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @Test
    void filesOfOneNameInSeveralFoldersAreFramesOfTheirOwn() throws IOException {
        // Given
        studio.gpus()
                .forEach(gpu -> gpu.faults().onPromptContaining("Scattered").scatteredFiles());

        // When
        studio.drop(
                "scattered.json", SmallBrief.json("scattered", "Scattered One", "Scattered Two", "Scattered Three"));
        StoryRecord story = studio.finishedStory("scattered");

        // Then
        List<SceneRecord> scenes = studio.pipeline().store().sceneRecords(story.storyId());
        assertThat(scenes).extracting(this::server).contains("gpu0", "gpu1");
        for (SceneRecord scene : scenes) {
            List<Path> written = written(scene);
            assertThat(written).extracting(Path::getFileName).containsOnly(Path.of("frame_00001_.png"));
            assertThat(written).extracting(Path::getParent).doesNotHaveDuplicates();
            assertPublishedInOrder(scene, written);
            assertThat(views(scene).isEmpty()).isEqualTo(server(scene).equals(SHARED));
        }
    }

    @Test
    void previewsAreFramesAndComeOverHttpFromEveryServer() throws IOException {
        // Given
        ObjectNode brief = (ObjectNode) Json.mapper().readTree(SmallBrief.json("previews", "One", "Two", "Three"));

        // When
        studio.drop("previews.json", brief.put("workflow", "previews").toString());
        StoryRecord story = studio.finishedStory("previews");

        // Then
        List<SceneRecord> scenes = studio.pipeline().store().sceneRecords(story.storyId());
        assertThat(scenes).extracting(this::server).contains("gpu0", "gpu1");
        for (SceneRecord scene : scenes) {
            List<Path> written = written(scene);
            assertThat(written).allSatisfy(file -> assertThat(file.getFileName().toString())
                    .startsWith("ComfyUI_temp_"));
            assertPublishedInOrder(scene, written);
        }
    }

    private String server(SceneRecord scene) {
        return studio.job(scene, 1).instanceId();
    }

    private List<Path> written(SceneRecord scene) {
        List<Execution> runs = studio.executions(scene);
        assertThat(runs).hasSize(1);
        Path output = studio.gpu(SHARED.equals(server(scene)) ? 0 : 1).outputDirectory();
        return runs.get(0).files().stream()
                .map(file -> output.resolve(file).normalize())
                .toList();
    }

    private List<String> views(SceneRecord scene) {
        return studio.gpus().stream()
                .flatMap(gpu -> gpu.replies().stream())
                .filter(reply -> reply.path().equals("/view") && reply.status() == 200)
                .map(SentReply::query)
                .filter(query -> query.contains(studio.job(scene, 1).promptId()))
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
