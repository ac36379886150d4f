package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenes queue takes twenty that wait and not one more; the rest waits on disk, and all of it is rendered (M10). */
class QueueDepthIT {
    private static final int DEPTH = 20;
    private static final int SLOTS = 2;
    private static final int SCENES = 36;
    private static final double SOME_SECONDS_A_SCENE = 100;

    @Test
    void theTwentyFirstSceneWaitsOnDiskUntilThereIsRoom(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().slow(SOME_SECONDS_A_SCENE);
            studio.start();

            // When
            IntStream.range(0, SCENES / 12).forEach(i -> studio.drop("depth-" + i + ".json", brief("depth-" + i)));

            // Then
            BrowsableEndpoint scenes =
                    studio.pipeline().context().getEndpoint("jms-now:showrunner.scenes", BrowsableEndpoint.class);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> scenes.getExchanges().size() == DEPTH);
            await().during(Duration.ofSeconds(2))
                    .atMost(TestStudio.PATIENCE)
                    .until(() -> scenes.getExchanges().size() <= DEPTH);
            assertThat(scenes(studio).filter(scene -> scene.state() == SceneState.WAITING))
                    .as("the others wait on disk")
                    .hasSizeGreaterThan(DEPTH - SLOTS);

            // When
            studio.gpu(0).faults().clear();
            for (int i = 0; i < SCENES / 12; i++) {
                studio.finishedStory("depth-" + i);
            }

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(SCENES);
            assertThat(scenes(studio)).hasSize(SCENES).allMatch(scene -> scene.state() == SceneState.PUBLISHED);
        }
    }

    private static Stream<SceneRecord> scenes(TestStudio studio) {
        return studio.stories().stream()
                .flatMap(story -> studio.pipeline().store().sceneRecords(story.storyId()).stream());
    }

    private static String brief(String id) {
        return SmallBrief.json(
                id, IntStream.rangeClosed(1, 12).mapToObj(i -> "Scene " + i).toArray(String[]::new));
    }
}
