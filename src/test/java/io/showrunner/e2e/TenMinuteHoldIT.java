package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene renders for ten real minutes, and its message is held in its queue for all of them. */
@Tag("chaos")
class TenMinuteHoldIT {
    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final Duration AT_MOST = Duration.ofMinutes(15);
    private static final String CONSUMER = "take-scene-gpu0";
    private static final double TEN_MINUTES_A_SCENE = 34_000;

    @TempDir
    private Path home;

    @Test
    void aSceneThatRendersForTenMinutesIsTakenOnceRenderedOnceAndPublished() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.scene.max-wait", "20m")
                .with("camel.main.inflight-repository-browse-enabled", "true")) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().slow(TEN_MINUTES_A_SCENE);
            studio.start();
            CamelContext context = studio.pipeline().context();

            // When
            studio.drop("patience.json", SmallBrief.json("patience", "Ten Minutes"));

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> held(context).size() == 1);
            List<String> message = held(context);
            Instant taken = Instant.now();
            await().atMost(AT_MOST)
                    .pollInterval(Duration.ofSeconds(1))
                    .failFast(
                            "the message left its consumer early",
                            () -> Instant.now().isBefore(taken.plus(HOLD))
                                    && !held(context).equals(message))
                    .until(() -> held(context).isEmpty());
            StoryRecord story = studio.finishedStory();
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertNothingWasLostOrDoneTwice(studio, studio.scene(story, "Ten Minutes"));
            assertThat(deliveries(context)).isEqualTo(1);
        }
    }

    private static void assertNothingWasLostOrDoneTwice(TestStudio studio, SceneRecord scene) {
        assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(scene.attempts()).isEqualTo(1);
        assertThat(scene.dispatches()).isEqualTo(1);
        assertThat(scene.generation()).as("no second message was sent").isEqualTo(1);
        assertThat(studio.gpu(0).executions()).singleElement().satisfies(run -> {
            assertThat(run.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(duration(run)).isGreaterThanOrEqualTo(HOLD);
        });
        assertThat(studio.attempt(scene, 1, "render.json", RenderReport.class).exitReason())
                .isEqualTo("success");
    }

    /** The exchanges that hold a message of the scenes queue. */
    private static List<String> held(CamelContext context) {
        return context.getInflightRepository().browse(CONSUMER).stream()
                .map(inflight -> inflight.getExchange().getExchangeId())
                .toList();
    }

    /** Messages that were taken from the scenes queue and given up again or acknowledged. */
    private static long deliveries(CamelContext context) throws Exception {
        return context.getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(CONSUMER)
                .getExchangesTotal();
    }

    private static Duration duration(Execution run) {
        return Duration.between(run.startedAt(), run.endedAt());
    }
}
