package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Urgent work does not wait behind what is not urgent, and what is not urgent does not wait for ever. */
class PriorityIT {
    private static final double SOME_SECONDS_A_SCENE = 40;
    private static final int RUNNING_OR_TAKEN = 2;
    private static final int LOW_BRIEFS = 3;
    private static final int SCENES = 10;

    @TempDir
    private Path home;

    @Test
    void aHighSceneIsTheNextOneHoweverManyLowOnesWait() throws Exception {
        try (TestStudio studio = oneSlot().with("showrunner.scene.queue-depth", "100")) {
            // Given
            AtomicBoolean isHighWaiting = studio.holdPrompts();
            studio.start();
            for (int i = 0; i < LOW_BRIEFS; i++) {
                studio.drop("low-" + i + ".json", brief("low-" + i, "low", SCENES));
            }
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.stories().stream()
                                    .mapToInt(story -> studio.pipeline()
                                            .store()
                                            .sceneRecords(story.storyId())
                                            .size())
                                    .sum()
                            == LOW_BRIEFS * SCENES);

            // When
            studio.drop("high.json", brief("high", "high", 1));
            StoryRecord high = studio.storyThat(story -> "high".equals(story.briefId())
                    && !studio.pipeline().store().sceneRecords(story.storyId()).isEmpty());
            awaitInQueue(studio, high);
            assertThat(studio.gpu(0).executions())
                    .as("all low scenes still wait")
                    .isEmpty();
            isHighWaiting.set(true);
            studio.finishedStory("high");

            // Then
            assertThat(position(studio, high)).isLessThanOrEqualTo(RUNNING_OR_TAKEN);
        }
    }

    @Test
    void aLowSceneGetsItsTurnThoughUrgentOnesNeverEnd() throws Exception {
        try (TestStudio studio =
                oneSlot().with("showrunner.scene.ageing", "1s").with("showrunner.scene.queue-depth", "100")) {
            // Given
            AtomicBoolean areAllWaiting = studio.holdPrompts();
            studio.start();
            studio.drop("before.json", brief("before", "high", SCENES));
            studio.writtenStory();
            studio.drop("low.json", brief("low", "low", 1));
            StoryRecord low = studio.storyThat(story -> "low".equals(story.briefId()));
            await().atMost(TestStudio.PATIENCE).until(() -> isUrgent(studio, low));
            studio.drop("after.json", brief("after", "high", SCENES));
            awaitInQueue(studio, studio.storyThat(story -> "after".equals(story.briefId()) && isWritten(story)));

            // When
            areAllWaiting.set(true);
            studio.finishedStory("low");

            // Then
            assertThat(waitingHigh(studio)).as("urgent ones still wait").isPositive();
            assertThat(position(studio, low))
                    .as("urgent ones came before it, but not those that came after it had waited")
                    .isBetween(1, SCENES + RUNNING_OR_TAKEN);
        }
    }

    private TestStudio oneSlot() {
        TestStudio studio = new TestStudio(home, 1).with("showrunner.comfyui.instances[0].slots", "1");
        studio.gpu(0).faults().onEveryPrompt().slow(SOME_SECONDS_A_SCENE);
        return studio;
    }

    private static void awaitInQueue(TestStudio studio, StoryRecord story) {
        BrowsableEndpoint scenes =
                studio.pipeline().context().getEndpoint("jms-now:showrunner.scenes", BrowsableEndpoint.class);
        await().atMost(TestStudio.PATIENCE).until(() -> scenes.getExchanges().stream()
                .anyMatch(each -> each.getMessage().getBody(String.class).contains(story.storyId())));
    }

    private static boolean isWritten(StoryRecord story) {
        return !story.state().awaitsWords();
    }

    private static boolean isUrgent(TestStudio studio, StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId()).stream()
                .anyMatch(scene -> scene.urgency() == Priority.HIGH.onTheWire());
    }

    private static long waitingHigh(TestStudio studio) {
        return studio.stories().stream()
                .filter(story -> story.priority() == Priority.HIGH)
                .flatMap(story -> studio.pipeline().store().sceneRecords(story.storyId()).stream())
                .map(SceneRecord::state)
                .filter(state -> state == SceneState.WAITING)
                .count();
    }

    private static int position(TestStudio studio, StoryRecord story) {
        List<Execution> all = studio.gpu(0).executions();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).extraPnginfo().toString().contains(story.storyId()))
                .findFirst()
                .orElseThrow();
    }

    private static String brief(String id, String priority, int scenes) {
        String[] titles =
                IntStream.rangeClosed(1, scenes).mapToObj(i -> "Scene " + i).toArray(String[]::new);
        return SmallBrief.json(id, titles).replaceFirst("\\{", "{\"priority\":\"" + priority + "\",");
    }
}
