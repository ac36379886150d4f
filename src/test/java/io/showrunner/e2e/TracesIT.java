package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.showrunner.e2e.OtlpReceiver.Received;
import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector sees of a story, and what the story sees of a collector that is not there. */
class TracesIT {
    private static final String URL = "showrunner.traces.url";
    private static final int SLOW = 100;
    private static final int LONGEST_VALUE = 250;
    private static final int SPANS_PER_SCENE = 12;

    @TempDir
    private Path home;

    @Test
    void aStoryIsOneTraceAcrossItsQueuesAndItsTimesAreThoseOfTheRecords() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                LogLines log = new LogLines();
                TestStudio studio = new TestStudio(home, 1).with(URL, receiver.url())) {
            // Given
            studio.gpu(0).faults().onPromptContaining("Trouble").times(1).fail("RuntimeError", "shape mismatch");
            studio.start();

            // When
            studio.drop("traced.json", SmallBrief.json("traced", "One", "Trouble", "Three"));
            StoryRecord story = studio.awaitDelivery(studio.finishedStory());
            List<SceneRecord> scenes = studio.pipeline().store().sceneRecords(story.storyId());
            awaitLastSpan(receiver);

            // Then
            Received root = isOneTree(receiver);
            assertThat(root.name()).isEqualTo("brief accepted");
            assertThat(receiver.named("ask llm")).isNotEmpty().allSatisfy(ask -> assertThat(ask.attributes())
                    .containsEntry("gen_ai.provider.name", "lm-studio")
                    .containsEntry("outcome", "answered")
                    .containsKeys("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"));
            assertThat(receiver.named("assemble")).singleElement().satisfies(span -> assertThat(span.parentId())
                    .isEqualTo(root.id()));
            assertThat(scenes).hasSize(3).allSatisfy(scene -> tellsTheSame(studio, receiver, scene, root));
            assertThat(receiver.named("render")).hasSize(4);
            assertThat(receiver.named("showrunner.scenes"))
                    .hasSizeGreaterThanOrEqualTo(scenes.size())
                    .allSatisfy(
                            route -> assertThat(above(receiver, route).name()).isEqualTo("scene"));
            assertThat(receiver.spans()).hasSizeLessThan(scenes.size() * SPANS_PER_SCENE + SPANS_PER_SCENE);
            assertThat(receiver.spans()).filteredOn(Received::isError).allSatisfy(span -> {
                assertThat(span.name()).isIn("render", "execution");
                assertThat(span.why()).isEqualTo("NODE_ERROR");
            });
            assertThat(receiver.spans()).allSatisfy(TracesIT::keepsWhatItMust);
            assertThat(log.contexts())
                    .filteredOn(context -> scenes.get(1).sceneId().equals(context.get("sceneId")))
                    .isNotEmpty()
                    .allSatisfy(context -> assertThat(context).containsEntry("trace.id", root.traceId()));
        }
    }

    @Test
    void aStoryThatIsInterruptedByARestartGoesOnInItsTrace() throws Exception {
        try (OtlpReceiver receiver = new OtlpReceiver();
                TestStudio studio = new TestStudio(home, 1).with(URL, receiver.url())) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().slow(SLOW);
            studio.start();
            studio.drop("restarted.json", SmallBrief.json("restarted", "One"));
            GpuQueue.awaitRunning(studio.gpu(0));
            studio.writtenStory();

            // When
            studio.stop();
            studio.start();
            StoryRecord story = studio.awaitDelivery(studio.finishedStory());
            awaitLastSpan(receiver);

            // Then
            Received root = isOneTree(receiver);
            assertThat(root.text("storyId")).isEqualTo(story.storyId());
            assertThat(receiver.named("ask llm")).isNotEmpty();
            assertThat(receiver.named("queue wait")).hasSize(1);
            assertThat(receiver.named("scene")).hasSize(1);
            assertThat(receiver.named("render")).singleElement().satisfies(render -> assertThat(
                            above(receiver, render).name())
                    .isEqualTo("scene"));
        }
    }

    @Test
    void aReceiverThatIsNotThereIsToldOnceAndTheStoryIsFinished() throws Exception {
        try (LogLines log = new LogLines();
                TestStudio studio = new TestStudio(home, 1).with(URL, "http://127.0.0.1:1")) {
            // Given
            studio.start();

            // When
            studio.drop("untraced.json", SmallBrief.json("untraced", "One"));
            StoryRecord story = studio.awaitDelivery(studio.finishedStory());
            await().atMost(TestStudio.PATIENCE).until(() -> log.text().contains("traces are lost"));
            studio.stop();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(log.text()).containsOnlyOnce("traces are lost");
        }
    }

    /** Camel's of the delivery is the last to end. */
    private static void awaitLastSpan(OtlpReceiver receiver) {
        await().atMost(TestStudio.PATIENCE)
                .until(() -> !receiver.named("showrunner.deliveries").isEmpty());
    }

    /** Gives the first span. */
    private static Received isOneTree(OtlpReceiver receiver) {
        Map<String, Received> byId =
                receiver.spans().stream().collect(Collectors.toMap(Received::id, Function.identity()));
        assertThat(receiver.spans())
                .extracting(Received::traceId)
                .containsOnly(receiver.spans().get(0).traceId());
        List<Received> first = receiver.spans().stream()
                .filter(span -> span.parentId().isEmpty())
                .toList();
        assertThat(first).as(receiver.tree()).hasSize(1);
        assertThat(receiver.spans())
                .filteredOn(span -> !span.parentId().isEmpty())
                .allSatisfy(span -> assertThat(byId).as("parent of %s", span).containsKey(span.parentId()));
        return first.get(0);
    }

    private static void tellsTheSame(TestStudio studio, OtlpReceiver receiver, SceneRecord scene, Received root) {
        Received span = of(receiver, "scene", scene).get(0);
        assertThat(span.parentId()).isEqualTo(root.id());
        assertThat(span.text("state")).isEqualTo("PUBLISHED");
        assertThat(span.end()).isCloseTo(scene.changedAt(), within(1, ChronoUnit.MILLIS));
        assertThat(of(receiver, "queue wait", scene)).singleElement().satisfies(wait -> {
            assertThat(wait.parentId()).isEqualTo(span.id());
            assertThat(List.of(wait.start(), span.start()))
                    .allSatisfy(start -> assertThat(start).isBetween(root.start(), wait.end()));
            assertThat(wait.end())
                    .isBeforeOrEqualTo(studio.attempt(scene, 1, "render.json", RenderReport.class)
                            .queueStart());
        });
        List<Received> renders = of(receiver, "render", scene);
        assertThat(renders).hasSize(scene.dispatches());
        renders.forEach(render -> rendersAsReported(studio, receiver, scene, render));
        assertThat(of(receiver, "collect", scene)).singleElement().satisfies(collect -> {
            CollectReport report = studio.attempt(scene, scene.dispatches(), "collect.json", CollectReport.class);
            assertThat(collect.text("frames")).isEqualTo(Integer.toString(report.frameCount()));
            assertThat(collect.text("bytes"))
                    .isEqualTo(Long.toString(report.frames().stream()
                            .mapToLong(CollectReport.Frame::bytes)
                            .sum()));
        });
    }

    private static void rendersAsReported(
            TestStudio studio, OtlpReceiver receiver, SceneRecord scene, Received render) {
        int dispatch = Integer.parseInt(render.text("dispatch"));
        RenderReport report = studio.attempt(scene, dispatch, "render.json", RenderReport.class);
        assertThat(render.isError()).isEqualTo(report.failureKind() != null);
        assertThat(render.text("instance")).isEqualTo(report.instanceId());
        assertThat(render.start()).isCloseTo(report.queueStart(), within(1, ChronoUnit.MILLIS));
        assertThat(render.end()).isCloseTo(report.queueEnd(), within(1, ChronoUnit.MILLIS));
        assertThat(above(receiver, render))
                .isEqualTo(of(receiver, "scene", scene).get(0));
        assertThat(receiver.named("execution"))
                .filteredOn(execution -> execution.parentId().equals(render.id()))
                .hasSize(report.tellsExecution() ? 1 : 0)
                .allSatisfy(execution -> {
                    assertThat(execution.text("promptId")).isEqualTo(report.promptId());
                    assertThat(execution.start()).isCloseTo(report.executionStart(), within(1, ChronoUnit.MILLIS));
                    assertThat(execution.end()).isCloseTo(report.executionEnd(), within(1, ChronoUnit.MILLIS));
                });
    }

    private static List<Received> of(OtlpReceiver receiver, String name, SceneRecord scene) {
        return receiver.named(name).stream()
                .filter(span -> scene.sceneId().equals(span.text("sceneId")))
                .toList();
    }

    private static Received above(OtlpReceiver receiver, Received span) {
        return receiver.spans().stream()
                .filter(other -> other.id().equals(span.parentId()))
                .findFirst()
                .orElseThrow();
    }

    private static void keepsWhatItMust(Received span) {
        assertThat(span.events()).isZero();
        assertThat(span.start()).isBeforeOrEqualTo(span.end());
        assertThat(span.attributes().values()).allSatisfy(value -> assertThat(value)
                .hasSizeLessThanOrEqualTo(LONGEST_VALUE)
                .doesNotContain("clerk", "ledger", "Trouble"));
    }
}
