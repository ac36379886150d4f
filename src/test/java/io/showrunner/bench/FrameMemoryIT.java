package io.showrunner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.SceneState;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scene of 100 frames, 364 MB, is collected in a fraction of that; too long for every build ({@code docs/frames.md}). */
@Tag("chaos")
@Tag("measured")
class FrameMemoryIT {
    private static final int FRAMES = 100;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final long MOST_GROWTH_MB = 64;

    @ParameterizedTest(name = "out of the output folder: {0}")
    @ValueSource(booleans = {false, true})
    void aHundredFramesOf1920x1080AreCollectedInFlatMemory(boolean shared, @TempDir Path folder) throws Exception {
        BenchOptions options = new BenchOptions(Path.of(""), folder, List.of(), 1, 1, 0, PACE);
        try (SimulatedGpus gpu = SimulatedGpus.start(folder.resolve("simulator"), 1, PACE, List.of("--grain"));
                BenchStudio studio = BenchStudio.open(options, gpu.urls(), settings(gpu, shared));
                LiveHeap heap = new LiveHeap()) {
            // Given
            studio.client().awaitEnd(List.of(studio.client().send(scene("warm-up", 2))));
            long before = heap.restart();

            // When
            String story = studio.client().send(scene("large", FRAMES));
            studio.client().awaitEnd(List.of(story));

            // Then
            System.out.printf(
                    "%d frames of 1920x1080, shared=%s: live heap %d MB before, at most %d MB%n",
                    FRAMES, shared, before, heap.most());
            assertThat(studio.client().store().sceneRecords(story))
                    .allMatch(scene -> scene.state() == SceneState.PUBLISHED);
            assertThat(heap.most()).isLessThan(before + MOST_GROWTH_MB);
        }
    }

    private static ObjectNode scene(String name, int frames) {
        return BenchBriefs.film(name, frames).put("width", 1920).put("height", 1080);
    }

    private static Map<String, String> settings(SimulatedGpus gpu, boolean shared) {
        return shared
                ? Map.of(
                        "showrunner.comfyui.instances[0].output-directory",
                        gpu.output().toString())
                : Map.of();
    }

    /** What is still reachable after a collection, looked at twice a second. */
    private static final class LiveHeap implements AutoCloseable {
        private final AtomicLong most = new AtomicLong();
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

        @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
        LiveHeap() {
            timer.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
        }

        private long look() {
            ManagementFactory.getMemoryMXBean().gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
            most.accumulateAndGet(used, Math::max);
            return used;
        }

        long restart() {
            most.set(0);
            return look();
        }

        long most() {
            return most.get();
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
