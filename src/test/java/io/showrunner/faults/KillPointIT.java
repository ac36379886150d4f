package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.chaos.Run;
import io.showrunner.faults.agent.KillPoints;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The application is killed at one named operation of a story, as by SIGKILL, and started again: the story is finished,
 * and each of its scenes was executed once. The servers live on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillPointIT {
    private static final int SCENES = 2;
    private static final String WRITE_DOWN_THE_DELIVERY = """
                    - setBody:
                        expression:
                          simple:
                            expression: "revision ${variable.outcome.revision};"
                    - to:
                        uri: file
                        parameters:
                          directoryName: "{{showrunner.data}}/delivered"
                          fileName: "${variable.storyId}.txt"
                          fileExist: Append
            """;

    @TempDir
    static Path folder;

    private ProcessStudio studio;
    private FrameWatch frames;
    private Path control;
    private int stories;

    @BeforeAll
    void open() throws Exception {
        control = folder.resolve("kill-at");
        studio = Studios.of(folder.resolve("studio"), 1, 1);
        frames = new FrameWatch(studio.store());
        Files.writeString(
                folder.resolve("studio/home/routes/deliver-story.camel.yaml"),
                WRITE_DOWN_THE_DELIVERY,
                StandardOpenOption.APPEND);
        studio.application().javaOption("-javaagent:" + AgentJar.write(folder.resolve("agent.jar")) + "=" + control);
        studio.application().start();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after write story/record.json",
                "after POST /v1/chat/completions",
                "after append story/story.partial.jsonl",
                "before send scenes",
                "after write attempt/job.json",
                "after POST /prompt",
                "before commit scenes",
                "after publish scene/frames",
                "before commit frames",
                "before write story/story.done",
            })
    void aKillHereLosesNothingAndRepeatsNothing(String point) throws Exception {
        // Given
        String briefId = "kill-" + ++stories;
        Files.writeString(control, point);

        // When
        studio.drop(briefId, SCENES);
        int code = studio.application().awaitEnd(Studios.PATIENCE);
        studio.application().start();
        StoryRecord story = studio.awaitOver(briefId, Studios.PATIENCE);

        // Then
        assertThat(code).isEqualTo(137);
        assertThat(control).doesNotExist();
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        List<SceneRecord> scenes = studio.store().sceneRecords(story.storyId());
        assertThat(scenes).hasSize(SCENES).allSatisfy(scene -> assertThat(scene.attempts())
                .isEqualTo(1));
        assertThat(runs(story)).hasSize(SCENES);
        assertThat(new Invariants(studio, frames).findings()).allMatch(Finding::holds);
    }

    @Test
    void aKillWhileFramesAreUsedAgainNeitherLosesThemNorRendersThem() throws Exception {
        // Given
        int seed = ++stories;
        studio.dropLike(seed, "rendered-" + seed, SCENES);
        studio.awaitOver("rendered-" + seed, Studios.PATIENCE);
        Files.writeString(control, "after write attempt/job.json");

        // When
        studio.dropLike(seed, "reused-" + seed, SCENES);
        int code = studio.application().awaitEnd(Studios.PATIENCE);
        studio.application().start();
        StoryRecord story = studio.awaitOver("reused-" + seed, Studios.PATIENCE);

        // Then
        assertThat(code).isEqualTo(137);
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.store().sceneRecords(story.storyId()))
                .allSatisfy(scene ->
                        assertThat(scene).returns(1, SceneRecord::attempts).returns(1, SceneRecord::dispatches));
        assertThat(runs(story)).isEmpty();
        assertThat(new Invariants(studio, frames).findings()).allMatch(Finding::holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before send deliveries",
                "before storeFile delivered/story.txt",
                "before commit deliveries",
            })
    void aKillAroundTheDeliveryNeitherLosesNorRepeatsIt(String point) throws Exception {
        // Given
        awaitEmptyQueue();
        String briefId = "deliver-" + ++stories;
        Files.writeString(control, point);

        // When
        studio.drop(briefId, 1);
        int code = studio.application().awaitEnd(Studios.PATIENCE);
        studio.application().start();
        StoryRecord story = studio.awaitOver(briefId, Studios.PATIENCE);
        awaitEmptyQueue();

        // Then
        assertThat(code).isEqualTo(137);
        assertThat(control).doesNotExist();
        assertThat(folder.resolve("studio/data/delivered").resolve(story.storyId() + ".txt"))
                .hasContent("revision 1;");
        assertThat(new Invariants(studio, frames).findings()).allMatch(Finding::holds);
    }

    /** No story waits for its delivery, and no message is left that asks for one. */
    private void awaitEmptyQueue() {
        await().atMost(Studios.PATIENCE).untilAsserted(() -> {
            List<String> passed = Files.readAllLines(KillPoints.trace(control));
            assertThat(Collections.frequency(passed, "after commit deliveries"))
                    .isGreaterThanOrEqualTo(Collections.frequency(passed, "after send deliveries"));
            assertThat(folder.resolve("studio/stories/.published")).isEmptyDirectory();
        });
    }

    private List<Run> runs(StoryRecord story) {
        return studio.executions().runs().stream()
                .filter(run -> run.storyId().equals(story.storyId()))
                .toList();
    }
}
