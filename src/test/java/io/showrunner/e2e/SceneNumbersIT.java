package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.comfyui.SeenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers in the routes to a ComfyUI server are the ones that count: edited, the server sees the change. */
@Tag("measured")
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
