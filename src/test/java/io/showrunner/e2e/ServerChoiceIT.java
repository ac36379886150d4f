package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which servers get the scenes, and what becomes of a server that hangs (M3, M4, T3). */
class ServerChoiceIT {
    private static final int EIGHT = 8;

    @TempDir
    private Path home;

    @Test
    void eachOfEightServersGetsItsTurnAndTheStoryKeepsItsOrder() throws Exception {
        try (TestStudio studio = new TestStudio(home, EIGHT).with("showrunner.fleet.strategy", "round-robin")) {
            // Given
            studio.start().awaitServers();
            List<Integer> turns = new ArrayList<>();

            // When
            for (int i = 0; i < 2; i++) {
                studio.drop("single-" + i + ".json", SmallBrief.json("single-" + i, "Single " + i));
                studio.finishedStory("single-" + i);
                turns.add(busiest(studio, turns));
            }
            String[] titles =
                    IntStream.range(0, EIGHT).mapToObj(i -> "Scene " + i).toArray(String[]::new);
            studio.drop("eight.json", SmallBrief.json("eight", titles));
            StoryRecord story = studio.finishedStory("eight");

            // Then
            assertThat(turns).containsExactly(0, 1);
            assertThat(studio.gpus()).allSatisfy(gpu -> assertThat(gpu.executions())
                    .filteredOn(run -> run.extraPnginfo().toString().contains(story.storyId()))
                    .hasSize(1));
            assertThat(titles(studio, story)).containsExactly(titles);
        }
    }

    @Test
    void aSceneThatFallsSilentIsRenderedElsewhereAndTheServerThatHangsGetsNoMore() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2)
                .with("showrunner.fleet.strategy", "round-robin")
                .with("showrunner.scene.silence.least", "6s")) {
            // Given
            studio.start().awaitServers();
            studio.drop("usual.json", SmallBrief.json("usual", "One", "Two"));
            studio.finishedStory("usual");
            studio.gpu(0).faults().onEveryPrompt().times(1).hang();

            // When
            studio.drop("silent.json", SmallBrief.json("silent", "Three", "Four", "Five", "Six"));
            StoryRecord story = studio.finishedStory("silent");

            // Then
            List<SceneRecord> scenes = studio.pipeline().store().sceneRecords(story.storyId());
            assertThat(scenes).allMatch(scene -> scene.state() == SceneState.PUBLISHED);
            SceneRecord silent = scenes.stream()
                    .filter(scene -> scene.attempts() == 2)
                    .findFirst()
                    .orElseThrow();
            assertThat(studio.attempt(silent, 1, "render.json", RenderReport.class))
                    .returns("gpu0", RenderReport::instanceId)
                    .returns("maxWait", RenderReport::exitReason)
                    .returns(FailureKind.MAX_WAIT, RenderReport::failureKind)
                    .satisfies(report -> assertThat(report.error()).contains("no progress"));
            assertThat(scenes).filteredOn(scene -> scene.attempts() == 2).hasSize(1);
            assertThat(studio.gpu(0).executions())
                    .as("nothing is executed behind the one that hangs")
                    .filteredOn(run -> run.extraPnginfo().toString().contains(story.storyId()))
                    .isEmpty();
            assertThat(studio.gpu(1).executions())
                    .filteredOn(run -> run.extraPnginfo().toString().contains(story.storyId()))
                    .extracting(Execution::outcome)
                    .hasSize(4)
                    .containsOnly(Execution.Outcome.SUCCESS);
        }
    }

    /** The server that executed something which was not counted yet. */
    private static int busiest(TestStudio studio, List<Integer> turns) {
        return IntStream.range(0, EIGHT)
                .filter(i -> studio.gpu(i).executions().size()
                        > turns.stream().filter(turn -> turn == i).count())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(TestStudio studio, StoryRecord story) {
        List<String> titles = new ArrayList<>();
        for (JsonNode entry : TestStudio.json(studio.folder(story).resolve("artifact-metadata.json"))
                .path("Scenes")) {
            titles.add(entry.path("StoryTitle").asText());
        }
        return titles;
    }
}
