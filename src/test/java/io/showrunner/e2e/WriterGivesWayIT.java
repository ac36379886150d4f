package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.broker.QueueRoom;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenes queue is full: the writer waits, and gives way to a more urgent brief that comes in then (M10, M11). */
class WriterGivesWayIT {
    private static final int DEPTH = 3;

    @Test
    void aHighBriefDoesNotWaitBehindTheUnsentScenesOfALowOne(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.scene.queue-depth", Integer.toString(DEPTH))
                .with("showrunner.comfyui.instances[0].slots", "1")) {
            // Given
            AtomicBoolean isHighAccepted = studio.holdPrompts();
            studio.gpu(0).faults().onEveryPrompt().slow(60);
            studio.start();
            studio.drop("low.json", brief("low", "low", 9));
            StoryRecord low = studio.writtenStory();
            QueueRoom room =
                    studio.pipeline().context().getRegistry().lookupByNameAndType("queueRoom", QueueRoom.class);
            await().atMost(TestStudio.PATIENCE).until(room::isScenesFull);

            // When
            studio.drop("high.json", brief("high", "high", 2));
            studio.storyThat(story -> "high".equals(story.briefId()));
            isHighAccepted.set(true);
            StoryRecord high = studio.finishedStory("high");

            // Then
            assertThat(high.state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.pipeline()
                            .store()
                            .record(low.storyId())
                            .orElseThrow()
                            .state())
                    .isEqualTo(StoryState.WRITTEN);
            studio.gpu(0).faults().clear();
            assertThat(studio.finishedStory("low").state()).isEqualTo(StoryState.FINISHED);
            List<Execution> all = studio.gpu(0).executions();
            assertThat(all).as("each scene once").hasSize(11);
            assertThat(positions(all, high))
                    .as("high scenes came before most low ones")
                    .allMatch(place -> place < 9);
        }
    }

    private static List<Integer> positions(List<Execution> all, StoryRecord story) {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).extraPnginfo().toString().contains(story.storyId()))
                .boxed()
                .toList();
    }

    private static String brief(String id, String priority, int scenes) {
        String[] titles =
                IntStream.rangeClosed(1, scenes).mapToObj(i -> "Scene " + i).toArray(String[]::new);
        return SmallBrief.json(id, titles).replaceFirst("\\{", "{\"priority\":\"" + priority + "\",");
    }
}
