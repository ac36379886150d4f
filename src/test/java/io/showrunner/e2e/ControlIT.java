package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.story.Change;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person cancels, pauses, resumes and tries again while the application is at work. */
class ControlIT {
    @TempDir
    private Path home;

    @Test
    void aCancelledSceneIsTakenFromItsServerAndTheOthersGoOn() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.workflow.default", "txt2img-svd")) {
            // Given
            AtomicBoolean released = studio.holdPrompts();
            studio.start();
            studio.drop("cancel.json", SmallBrief.json("cancel", "One", "Two", "Three"));
            StoryRecord story = studio.writtenStory();
            SceneRecord running = awaitScene(studio, story, SceneState.RUNNING);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> json(studio.gpu(0).url().resolve("/queue"))
                            .path("queue_running")
                            .toString()
                            .contains(running.sceneId()));

            // When
            apply(studio, Action.CANCEL, story.storyId(), running.sceneId());
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> !studio.executions(running).isEmpty());
            released.set(true);
            StoryRecord finished = studio.finishedStory();

            // Then
            assertThat(finished.state()).isEqualTo(StoryState.INCOMPLETE);
            assertThat(finished.message()).contains(running.sceneId());
            assertThat(studio.executions(running))
                    .extracting(Execution::outcome)
                    .containsExactly(Outcome.INTERRUPTED);
            assertThat(studio.pipeline().store().sceneRecords(story.storyId()))
                    .filteredOn(scene -> !scene.sceneId().equals(running.sceneId()))
                    .hasSize(2)
                    .allSatisfy(scene -> {
                        assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
                        assertThat(studio.executions(scene))
                                .extracting(Execution::outcome)
                                .containsExactly(Outcome.SUCCESS);
                    });

            // When
            apply(studio, Action.RETRY, story.storyId(), null);
            StoryRecord completed = studio.storyThat(now -> now.state() == StoryState.FINISHED);

            // Then
            assertThat(completed.storyId()).isEqualTo(story.storyId());
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> TestStudio.json(studio.folder(story).resolve("story.done"))
                                    .path("revision")
                                    .asInt()
                            == 2);
            assertThat(studio.executions(running))
                    .extracting(Execution::outcome)
                    .containsExactly(Outcome.INTERRUPTED, Outcome.SUCCESS);
        }
    }

    @Test
    void aPausedStoryRendersNothingUntilItIsResumed() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.comfyui.instances[0].slots", "1")) {
            // Given
            AtomicBoolean released = studio.holdPrompts();
            studio.start();
            studio.drop("pause.json", SmallBrief.json("pause", "One", "Two", "Three"));
            StoryRecord story = studio.writtenStory();
            SceneRecord running = awaitScene(studio, story, SceneState.RUNNING);

            // When
            apply(studio, Action.PAUSE, story.storyId(), null);
            released.set(true);

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> state(studio, running) == SceneState.PUBLISHED);
            assertThat(studio.pipeline().store().sceneRecords(story.storyId()))
                    .filteredOn(scene -> scene.state() == SceneState.PAUSED)
                    .hasSize(2);

            // When
            studio.stop();
            studio.start();
            apply(studio, Action.RESUME, story.storyId(), null);

            // Then
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.gpu(0).executions()).hasSize(3);
        }
    }

    @Test
    void aStoryCancelledWhileItIsWrittenIsNotRendered() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.llm().faults().always(Fault.hang());
            studio.with("showrunner.llm.timeout", "20s").start();
            studio.drop("early.json", SmallBrief.json("early", "One"));
            StoryRecord story = studio.storyThat(accepted -> accepted.state() == StoryState.ACCEPTED);

            // When
            apply(studio, Action.CANCEL, story.storyId(), null);
            studio.llm().faults().clear();
            studio.drop("next.json", SmallBrief.json("next", "Two"));
            StoryRecord next = studio.finishedStory("next");

            // Then
            assertThat(next.state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.pipeline()
                            .store()
                            .record(story.storyId())
                            .orElseThrow()
                            .state())
                    .isEqualTo(StoryState.CANCELLED);
            assertThat(studio.pipeline().store().story(story.storyId())).isEmpty();
            assertThat(studio.status("early.json").path("state").asText()).isEqualTo("CANCELLED");
        }
    }

    private static JsonNode json(URI uri) throws IOException {
        return Json.mapper().readTree(uri.toURL());
    }

    private static SceneState state(TestStudio studio, SceneRecord scene) {
        return studio.pipeline()
                .store()
                .sceneRecord(scene.storyId(), scene.sceneId())
                .orElseThrow()
                .state();
    }

    private static SceneRecord awaitScene(TestStudio studio, StoryRecord story, SceneState state) {
        return await().atMost(TestStudio.PATIENCE)
                .until(
                        () -> studio.pipeline().store().sceneRecords(story.storyId()).stream()
                                .filter(scene -> scene.state() == state)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Change apply(TestStudio studio, Action action, String storyId, String sceneId) {
        return studio.pipeline()
                .context()
                .createProducerTemplate()
                .requestBody("direct:change-story", new Control(action, storyId, sceneId, null), Change.class);
    }
}
