package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.comfyui.SentReply;
import io.showrunner.story.FramesStaged;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryOverview;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames are staged while their prompt is executed: from an output folder that two servers share, over HTTP, and over HTTP from a
 * server whose websocket says nothing.
 */
class EarlyFramesIT {
    private static final Set<String> OVER_HTTP = Set.of("gpu2", "gpu3");
    private static final Pace SLOW_SAVE = Pace.ofFrame(Duration.ofSeconds(30));

    @TempDir
    private Path home;

    @Test
    void framesAreHereBeforeTheirPromptHasEndedAndEachSceneGetsItsOwn() throws Exception {
        // Given
        Path shared = home.resolve("shared-output");
        try (TestStudio studio = new TestStudio(home, 0)
                .withGpu(ComfyUiOptions.builder().outputDirectory(shared), SLOW_SAVE)
                .withGpu(ComfyUiOptions.builder().outputDirectory(shared), SLOW_SAVE)
                .withGpu(ComfyUiOptions.builder(), SLOW_SAVE)
                .withGpu(ComfyUiOptions.builder(), SLOW_SAVE)
                .with("showrunner.comfyui.instances[0].output-directory", shared.toString())
                .with("showrunner.comfyui.instances[1].output-directory", shared.toString())) {
            studio.gpu(3).faults().websocketsSilent(true);
            studio.start();

            // When
            studio.drop("early.json", SmallBrief.json("early", "One", "Two", "Three", "Four"));
            Set<String> staged = new HashSet<>();
            await().atMost(TestStudio.PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> staged.addAll(stagedNow(studio)) && staged.size() == 4);
            StoryRecord story = studio.finishedStory();

            // Then
            StoryStore store = studio.pipeline().store();
            List<SceneRecord> scenes = store.sceneRecords(story.storyId());
            assertThat(scenes)
                    .extracting(scene -> studio.job(scene, 1).instanceId())
                    .containsExactlyInAnyOrder("gpu0", "gpu1", "gpu2", "gpu3");
            for (SceneRecord scene : scenes) {
                assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
                assertPublishedAsItsServerWroteIt(studio, scene);
                assertStagedFramesAreNotFetchedAgain(studio, scene);
                assertThat(store.attemptFolder(story.storyId(), scene.sceneId(), 1)
                                .resolve("early"))
                        .doesNotExist();
            }
        }
    }

    private static Set<String> stagedNow(TestStudio studio) {
        Set<String> scenes = new HashSet<>();
        for (StoryRecord story : studio.stories()) {
            for (StoryOverview.Scene scene :
                    StoryOverview.of(studio.pipeline().store(), story).sceneList()) {
                FramesStaged staged = scene.framesStaged();
                if (staged != null
                        && Files.exists(studio.folder(story).resolve(staged.newest()))
                        && Files.notExists(studio.pipeline().store().frames(story.storyId(), scene.sceneId()))) {
                    scenes.add(scene.sceneId());
                }
            }
        }
        return scenes;
    }

    private static void assertPublishedAsItsServerWroteIt(TestStudio studio, SceneRecord scene) throws IOException {
        RenderJob job = studio.job(scene, 1);
        List<Path> written = pictures(studio.gpu(gpuOf(job))
                .outputDirectory()
                .resolve(job.filenamePrefix())
                .getParent());
        List<Path> published = pictures(studio.pipeline().store().frames(scene.storyId(), scene.sceneId()));
        assertThat(published).hasSize(SmallBrief.FRAMES).hasSameSizeAs(written);
        for (int i = 0; i < published.size(); i++) {
            assertThat(published.get(i)).hasSameBinaryContentAs(written.get(i));
        }
    }

    /** A frame that is whole comes once; when the prompt has ended its server is only asked whether it is still the same. */
    private static void assertStagedFramesAreNotFetchedAgain(TestStudio studio, SceneRecord scene) {
        RenderJob job = studio.job(scene, 1);
        List<Integer> answers = studio.gpu(gpuOf(job)).replies().stream()
                .filter(reply -> reply.path().equals("/view"))
                .filter(reply ->
                        reply.query().contains(job.promptId()) && reply.query().contains("frame_00001_"))
                .map(SentReply::status)
                .toList();
        if (OVER_HTTP.contains(job.instanceId())) {
            assertThat(answers).endsWith(200, 304).containsOnlyOnce(304);
        } else {
            assertThat(answers).isEmpty();
        }
    }

    private static int gpuOf(RenderJob job) {
        return Integer.parseInt(job.instanceId().substring("gpu".length()));
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }
}
