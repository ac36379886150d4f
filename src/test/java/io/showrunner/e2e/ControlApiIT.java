package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.cli.Cli;
import io.showrunner.cli.Studio;
import io.showrunner.cli.Surroundings;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person uses the commands on a running application, over its real HTTP port. */
class ControlApiIT {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aRunningSceneIsCancelledAndTriedAgainLater() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.workflow.default", "txt2img-svd")) {
            // Given
            AtomicBoolean released = studio.holdPrompts();
            studio.start();
            studio.drop("cancel.json", SmallBrief.json("cancel", "One", "Two"));
            StoryRecord story = studio.writtenStory();
            SceneRecord running = runningScene(studio, story);
            String scene = story.storyId() + "/" + running.sceneId();

            // When
            int code = type(studio, "cancel", scene);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> !studio.executions(running).isEmpty());
            released.set(true);

            // Then
            assertThat(code).isZero();
            assertThat(printed().lines())
                    .containsExactly(scene + " is cancelled", "  " + running.sceneId() + "  CANCELLED");
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.INCOMPLETE);

            // When
            int again = type(studio, "cancel", story.storyId());

            // Then
            assertThat(again).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains(
                            "not possible now: " + story.storyId() + " is INCOMPLETE: there is nothing left to cancel");

            // When
            int retried = type(studio, "retry", story.storyId());

            // Then
            assertThat(retried).isZero();
            studio.storyThat(now -> now.state() == StoryState.FINISHED);
            assertThat(studio.executions(running))
                    .extracting(Execution::outcome)
                    .endsWith(Outcome.SUCCESS)
                    .filteredOn(outcome -> outcome == Outcome.SUCCESS)
                    .hasSize(1);
            type(studio, "status", story.storyId());
            assertThat(printed()).startsWith(story.storyId() + "  FINISHED, 2/2 scenes published");
        }
    }

    @Test
    void aPausedStageTakesNothingThroughAnEditAndARestartAndTheQueueIsRenderedInTheOrderItShows() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.comfyui.instances[0].slots", "1")) {
            // Given
            studio.start();
            assertThat(type(studio, "pause", "--stage", "render")).isZero();
            assertThat(printed().lines()).containsExactly("render takes no work: paused by a person");
            String first = story(studio, "first", "One", "Two");
            String second = story(studio, "second", "Three");
            assertQueue(studio, first + "/scene-001", first + "/scene-002", second + "/scene-001");

            // When
            assertThat(type(studio, "priority", second, "high")).isZero();
            assertThat(type(studio, "front", first + "/scene-002")).isZero();
            assertThat(type(studio, "pause", first + "/scene-001")).isZero();

            // Then
            assertQueue(studio, first + "/scene-002", second + "/scene-001", first + "/scene-001");
            JsonNode listing = studio.get("/api/queue?limit=2");
            assertThat(listing.path("waiting").asInt()).isEqualTo(2);
            assertThat(listing.path("paused").asInt()).isEqualTo(1);
            assertThat(listing.path("scenes").findValuesAsText("urgency")).containsExactly("front", "high");
            assertThat(listing.path("scenes").findValuesAsText("position")).containsExactly("1", "2");

            // When
            try (RouteDesk desk = new RouteDesk(studio)) {
                desk.replace("comfyui-instance", "A scene is taken for", "One scene is taken for");
            }
            studio.stop();
            studio.start();

            // Then
            assertThat(studio.get("/api/stages").path(2).path("held").asBoolean())
                    .isTrue();
            await().atMost(TestStudio.PATIENCE)
                    .until(() ->
                            studio.get("/api/fleet/gpu0").path("state").asText().equals("UP"));
            assertQueue(studio, first + "/scene-002", second + "/scene-001", first + "/scene-001");
            assertThat(studio.gpu(0).executions()).isEmpty();

            // When
            assertThat(type(studio, "resume", first)).isZero();
            String[] order = {first + "/scene-002", second + "/scene-001", first + "/scene-001"};
            assertQueue(studio, order);
            assertThat(type(studio, "resume", "--stage", "all")).isZero();

            // Then
            studio.finishedStory("first");
            studio.finishedStory("second");
            assertThat(rendered(studio)).containsExactly(order);
            assertThat(type(studio, "stages")).isZero();
            assertThat(printed()).doesNotContain("no work");
        }
    }

    private static SceneRecord runningScene(TestStudio studio, StoryRecord story) {
        return await().atMost(TestStudio.PATIENCE)
                .until(
                        () -> studio.pipeline().store().sceneRecords(story.storyId()).stream()
                                .filter(scene -> scene.state() == SceneState.RUNNING)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String story(TestStudio studio, String briefId, String... titles) {
        studio.drop(briefId + ".json", SmallBrief.json(briefId, titles));
        return studio.storyThat(story -> briefId.equals(story.briefId()) && story.state() == StoryState.WRITTEN)
                .storyId();
    }

    private static void assertQueue(TestStudio studio, String... scenes) {
        await().atMost(TestStudio.PATIENCE)
                .untilAsserted(() -> assertThat(queue(studio)).containsExactly(scenes));
    }

    private static List<String> queue(TestStudio studio) throws IOException {
        List<String> scenes = new ArrayList<>();
        studio.get("/api/queue")
                .path("scenes")
                .forEach(scene -> scenes.add(scene.path("storyId").asText() + "/"
                        + scene.path("sceneId").asText()));
        return scenes;
    }

    private static List<String> rendered(TestStudio studio) {
        return studio.gpu(0).executions().stream()
                .map(run -> studio.stories().stream()
                        .flatMap(story -> studio.pipeline().store().sceneRecords(story.storyId()).stream())
                        .filter(scene -> studio.executions(scene).contains(run))
                        .map(scene -> scene.storyId() + "/" + scene.sceneId())
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private int type(TestStudio studio, String... arguments) {
        out.reset();
        err.reset();
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--url", "http://127.0.0.1:" + studio.pipeline().port()));
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                new Properties(),
                home,
                null,
                false);
        return Cli.execute(new Studio(), surroundings, line.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
