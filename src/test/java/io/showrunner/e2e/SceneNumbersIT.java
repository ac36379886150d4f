package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers and names in the routes of a scene are the ones that count: edited, the scenes go another way. */
class SceneNumbersIT {
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    @TempDir
    Path home;

    private TestStudio studio;
    private RouteDesk desk;

    @BeforeEach
    void open() throws Exception {
        studio = new TestStudio(home, 1).start();
        desk = new RouteDesk(studio);
    }

    @AfterEach
    void close() {
        desk.close();
        studio.close();
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

    @Test
    void theAggregateIsCompleteWhenItsFileSaysSo() {
        // Given
        String shipped = desk.read("assemble-story");
        int from = shipped.indexOf("            completionPredicate:");
        int to = shipped.indexOf("            steps:\n              - to: direct:finish-story");
        desk.write(
                "assemble-story",
                shipped.substring(0, from) + "            completionSize: 3\n" + shipped.substring(to));

        // When
        drop("two", 2);

        // Then
        StoryRecord story = studio.storyThat(each -> published(each) == 2);
        staysUnassembled(story);

        // When
        desk.write("assemble-story", shipped);

        // Then
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
    }

    @Test
    void aMarkerIsTakenOnlyWithTheDoneFileThatTheConsumerWaitsFor() {
        // Given
        desk.replace("assemble-story", "${file:name}.done", "${file:name}.ready");

        // When
        drop("two", 2);

        // Then
        StoryRecord story = studio.storyThat(each -> published(each) == 2);
        staysUnassembled(story);

        // When
        desk.replace("mark-scene", "${file:name}.done", "${file:name}.ready");
        drop("one", 1);

        // Then
        assertThat(studio.finishedStory().briefId()).isEqualTo("one");
        staysUnassembled(story);
    }

    private void staysUnassembled(StoryRecord story) {
        await().during(Duration.ofSeconds(2))
                .atMost(TestStudio.PATIENCE)
                .until(() -> Files.notExists(studio.folder(story).resolve("story.done")));
    }

    private long published(StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId()).stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED)
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

    private void drop(String id, int scenes) {
        studio.drop(id + ".json", """
                {"briefId": "%1$s", "title": "Brief %1$s", "premise": "A lamp is lit in the tower at dusk.",
                 "genre": "drama", "mood": "calm", "sceneCount": %2$d}
                """.formatted(id, scenes));
    }
}
