package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers in the routes to a ComfyUI server are the ones that count: edited, the server sees the change. */
class SceneNumbersIT extends RouteEditing {
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    @Override
    TestStudio prepared(Path folder) {
        return super.prepared(folder).with("showrunner.fleet.probe-interval", "2s");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 2_500})
    void theLoopLooksAtTheServerAsOftenAsItsFileSays(int millis) {
        // Given
        studio.gpu(0).faults().websocketsSilent(true);
        studio.gpu(0).faults().onEveryPrompt().slow(40);
        desk.replace("follow-prompt", "{{showrunner.scene.history-poll-interval}}", Integer.toString(millis));

        // When
        drop("one", 1);
        studio.finishedStory();

        // Then
        List<Duration> spacings = spacings();
        assertThat(spacings).isNotEmpty().allSatisfy(spacing -> assertThat(spacing)
                .isGreaterThan(Duration.ofMillis(millis).minus(TOLERANCE)));
        assertThat(spacings.stream().min(Duration::compareTo).orElseThrow())
                .isLessThan(Duration.ofMillis(millis + 1_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void theBreakerOpensAfterAsManyFailedPostsAsItsFileSaysAndClosesWhenOneSucceeds(int failures) {
        // Given
        studio.gpu(0).faults().onRequest("/prompt").containing("client_id").serverError();
        breakerOpensAfter("comfyui-prompt", 5, failures);
        desk.replace("comfyui-prompt", "waitDurationInOpenState: 30", "waitDurationInOpenState: 5");

        // When
        drop("one", 1);

        // Then
        StoryRecord story = studio.writtenStory();
        await().atMost(TestStudio.PATIENCE).until(() -> endedBy(story, FailureKind.BREAKER_OPEN));
        assertThat(posts()).isEqualTo(failures);

        // When
        studio.gpu(0).faults().clear();

        // Then
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        assertThat(posts()).isEqualTo(failures + 1);
    }

    private boolean endedBy(StoryRecord story, FailureKind kind) {
        SceneRecord scene =
                studio.pipeline().store().sceneRecords(story.storyId()).get(0);
        return IntStream.rangeClosed(1, scene.dispatches())
                .mapToObj(dispatch -> studio.pipeline()
                        .store()
                        .attemptFile(scene.storyId(), scene.sceneId(), dispatch, "render.json", RenderReport.class))
                .flatMap(Optional::stream)
                .anyMatch(report -> report.failureKind() == kind);
    }

    private long posts() {
        return studio.gpu(0).requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith("/prompt"))
                .count();
    }

    /** From one look at a prompt to the next. */
    private List<Duration> spacings() {
        Collection<List<Instant>> looks = studio.gpu(0).requests().stream()
                .filter(request -> request.path().contains("/history/"))
                .collect(Collectors.groupingBy(
                        SeenRequest::path, Collectors.mapping(SeenRequest::at, Collectors.toList())))
                .values();
        return looks.stream().flatMap(SceneNumbersIT::between).toList();
    }

    private static Stream<Duration> between(List<Instant> instants) {
        return IntStream.range(1, instants.size())
                .mapToObj(i -> Duration.between(instants.get(i - 1), instants.get(i)));
    }
}
