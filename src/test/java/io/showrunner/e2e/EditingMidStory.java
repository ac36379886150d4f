package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Route;

/** Route files are edited while two servers render the scenes of a shipped brief. */
abstract class EditingMidStory extends RouteEditing {
    private static final int GPUS = 2;
    private static final int SCENES = 3;

    private AtomicBoolean released;

    @Override
    TestStudio prepared(Path folder) {
        return new TestStudio(folder, GPUS);
    }

    void assertEveryPromptRanOnce() {
        List<Execution> executions = IntStream.range(0, GPUS)
                .mapToObj(studio::gpu)
                .flatMap(gpu -> gpu.executions().stream())
                .toList();
        int scenes = SCENES * studio.pipeline().store().storyIds().size();
        assertThat(executions).extracting(Execution::outcome).containsOnly(Outcome.SUCCESS);
        assertThat(executions)
                .extracting(Execution::promptId)
                .doesNotHaveDuplicates()
                .hasSize(scenes);
    }

    void aPromptIsRunning() {
        await().atMost(TestStudio.PATIENCE).until(() -> IntStream.range(0, GPUS)
                .mapToObj(studio::gpu)
                .flatMap(gpu -> gpu.requests().stream())
                .anyMatch(request ->
                        request.method().equals("POST") && request.path().endsWith("/prompt")));
    }

    Map<String, Route> routes() {
        return studio.pipeline().context().getRoutes().stream()
                .collect(Collectors.toMap(Route::getRouteId, route -> route));
    }

    /** From now on every prompt that is begun goes on and on, until {@link #release()}. */
    void hold() {
        released = studio.holdPrompts();
    }

    void release() {
        released.set(true);
    }

    void slow(double factor) {
        IntStream.range(0, GPUS)
                .forEach(i -> studio.gpu(i).faults().onEveryPrompt().slow(factor));
    }

    void drop(String name) {
        studio.drop(name, brief(name));
    }

    static String brief(String name) {
        try {
            return Files.readString(Path.of("config/briefs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
