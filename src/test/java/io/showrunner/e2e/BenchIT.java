package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.bench.Bench;
import io.showrunner.bench.BenchOptions;
import io.showrunner.bench.BenchReport;
import io.showrunner.bench.ClusterBench;
import io.showrunner.bench.ClusterReport;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("measured")
class BenchIT {
    private static final long SMALLEST_FRAME = 64 * 1024;

    @TempDir
    private Path folder;

    @Test
    void everySceneIsPublishedAndTheServersOwnLogGivesTheFigures() throws Exception {
        // When
        BenchReport report = run(List.of(), 2, 3);
        // Then
        assertThat(report.isComplete()).isTrue();
        JsonNode json = Json.read(report.json(), JsonNode.class);
        assertThat(json.path("scenesExpected").asInt()).isEqualTo(6);
        assertThat(json.path("gpuBusyRatio").asDouble()).isBetween(0.1, 1.0);
        assertThat(json.path("makespanOverIdeal").asDouble()).isGreaterThanOrEqualTo(1);
        for (String times : List.of("gapMs", "notifyMs", "publishMs")) {
            assertThat(json.at("/" + times + "/p50").asDouble()).as(times).isPositive();
            assertThat(json.at("/" + times + "/p99").asDouble()).as(times).isPositive();
        }
        for (String figure : List.of("scenesPerSecond", "cpuMsPerScene", "allocatedKbPerScene", "threads", "rssMb")) {
            assertThat(json.path(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(frames()).hasSize(8).allSatisfy(frame -> assertThat(Files.size(frame))
                .isGreaterThan(SMALLEST_FRAME));
        assertThat(frames().stream().map(BenchIT::content)).doesNotHaveDuplicates();
    }

    @Test
    void serversOfSomebodyElseAreMeasuredByTheirHistory() throws Exception {
        Pace pace = Pace.watchable().scaled(0.5);
        try (var server =
                ComfyUiSimulator.start(ComfyUiOptions.builder().pace(pace).build())) {
            BenchReport report = run(List.of(server.url()), 1, 3);

            assertThat(report.isComplete()).isTrue();
            assertThat(report.gpuBusyRatio()).isBetween(0.1, 1.0);
            assertThat(report.notifyMs().p50()).isPositive();
        }
    }

    @Test
    void twoNodesOnABrokerPublishEverySceneAndSayWhatTheyTook() throws Exception {
        // When
        ClusterReport report = new ClusterBench(options(List.of(), 2, 2), 2, line -> {}).run();

        // Then
        assertThat(report.isComplete()).isTrue();
        JsonNode json = Json.read(report.json(), JsonNode.class);
        for (String figure :
                List.of("nodes", "gpuBusyRatio", "nodesCpuMsPerScene", "brokerCpuMsPerScene", "serversCpuMsPerScene")) {
            assertThat(json.path(figure).asDouble()).as(figure).isPositive();
        }
    }

    private BenchReport run(List<URI> servers, int gpus, int scenes) throws Exception {
        return new Bench(options(servers, gpus, scenes), line -> {}).run();
    }

    private BenchOptions options(List<URI> servers, int gpus, int scenes) throws IOException {
        Path home = folder.resolve("home");
        ShippedHome.copyTo(home);
        return new BenchOptions(home, folder.resolve("out"), servers, gpus, scenes, 1, Duration.ofMillis(200));
    }

    private List<Path> frames() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("out/stories"))) {
            return files.filter(file -> file.toString().matches(".*/scene-\\d{3}/frames/.*\\.png"))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
