package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final String STORY = "story-one";

    @TempDir
    private Path folder;

    private StoryStore store;

    @BeforeEach
    void oneStory() {
        store = new StoryStore(folder);
        store.save(StoryRecord.accepted(STORY, null, STORY, "hash", Priority.NORMAL, "run", NOW, null)
                .to(StoryState.WRITTEN, NOW, null));
    }

    @Test
    void publishedScenesOfTheWorkflowAreMeasuredWithTheirFramesAndTheAnswersForTheirStory() {
        // Given
        write(store.folder(STORY).resolve("story.json"), """
                {"storyId": "story-one", "llm": {"status": "success", "durationMs": 240000, "attempts": 4}}""");
        scene(1, SceneState.PUBLISHED, "txt2img-svd", 120);
        scene(2, SceneState.PUBLISHED, "txt2img-svd", 140);
        scene(3, SceneState.PUBLISHED, "smoke", 1);
        scene(4, SceneState.FAILED, "txt2img-svd", 600);

        // When
        Measured measured = new Measurements(store, "txt2img-svd").look();

        // Then
        assertThat(measured.sceneSeconds()).containsExactly(120.0, 140.0);
        assertThat(measured.answerSeconds()).containsExactly(60.0);
        assertThat(measured.frames()).isEqualTo(4);
        assertThat(measured.frameSize()).isEqualTo(1.5, within(1e-9));
        assertThat(measured.times().orElseThrow().longest()).isEqualTo(140);
        assertThat(SceneTimes.p95(measured.sceneSeconds())).isEqualTo(140);
    }

    @Test
    void withoutStoriesNothingIsMeasured() {
        assertThat(new Measurements(new StoryStore(folder.resolve("none")), "smoke").look())
                .isEqualTo(Measured.nothing());
    }

    private void scene(int number, SceneState state, String workflow, int seconds) {
        String id = "scene-00" + number;
        store.save(SceneRecord.written(STORY, id, Priority.NORMAL, number, NOW)
                .dispatched(true, NOW)
                .to(state, null, null, NOW));
        Path attempt = store.attemptFolder(STORY, id, 1);
        write(attempt.resolve("job.json"), "{\"workflow\": \"" + workflow + "\"}");
        write(
                attempt.resolve("render.json"),
                "{\"executionStart\": \"" + NOW + "\", \"executionEnd\": \"" + NOW.plusSeconds(seconds) + "\"}");
        write(attempt.resolve("collect.json"), """
                {"frames": [{"file": "frame_00001.png", "bytes": 1048576}, {"file": "frame_00002.png", "bytes": 2097152}]}""");
    }

    private static void write(Path file, String json) {
        DurableFiles.write(file, json.getBytes(StandardCharsets.UTF_8));
    }
}
