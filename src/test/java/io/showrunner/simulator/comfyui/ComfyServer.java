package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The server under contract: the simulator, or the real server named by {@code -Dshowrunner.comfyui.url=…}. A test
 * that needs a scripted fault, a kill or the disk calls {@link #simulator()} and is skipped on a real one.
 */
final class ComfyServer implements AutoCloseable {
    private static final String REAL = System.getProperty("showrunner.comfyui.url", "");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Optional<ComfyUiSimulator> simulator;

    private ComfyServer(Optional<ComfyUiSimulator> simulator) {
        this.simulator = simulator;
    }

    /** The options are for the simulator; a real server is as it is. */
    static ComfyServer start(ComfyUiOptions options) {
        return new ComfyServer(REAL.isEmpty() ? Optional.of(ComfyUiSimulator.start(options)) : Optional.empty());
    }

    /** Always the simulator, for what only it can be told; the test runs beside a real server too. */
    static ComfyServer simulated(ComfyUiOptions options) {
        return new ComfyServer(Optional.of(ComfyUiSimulator.start(options)));
    }

    static ComfyServer fast() {
        return start(
                ComfyUiOptions.builder().pace(Pace.watchable().scaled(0.02)).build());
    }

    ComfyUiSimulator simulator() {
        assumeTrue(simulator.isPresent(), "needs the simulator: a real server takes no script");
        return simulator.get();
    }

    boolean isReal() {
        return simulator.isEmpty();
    }

    URI uri(String path) {
        return URI.create(simulator.map(s -> s.url().toString()).orElse(REAL).replaceAll("/$", "") + path);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> get(String path, String header, String value, String... more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header(header, value);
        return send(more.length == 0 ? request : request.headers(more));
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<byte[]> bytes(String path) {
        try {
            return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("GET " + path, e);
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new AssertionError(request.build().uri().toString(), e);
        }
    }

    HttpResponse<String> trySend(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode json(String path) {
        return parse(get(path).body());
    }

    static JsonNode parse(String text) {
        try {
            return Wire.parse(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Posts a workflow as the prompt of a request, which may have more fields; the prompt id. */
    String submit(ObjectNode request) {
        HttpResponse<String> reply = post("/prompt", Wire.text(request));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return parse(reply.body()).path("prompt_id").asText();
    }

    String submit(Graph graph) {
        return submit(graph.request().put("prompt_id", UUID.randomUUID().toString()));
    }

    /** Waits for the history entry. */
    JsonNode finished(String promptId) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> json("/history/" + promptId).path(promptId), entry -> !entry.isMissingNode());
    }

    JsonNode run(Graph graph) {
        return finished(submit(graph));
    }

    boolean isRunning(String promptId) {
        return json("/queue").path("queue_running").path(0).path(1).asText().equals(promptId);
    }

    static String view(JsonNode image) {
        return "/view?filename=%s&subfolder=%s&type=%s"
                .formatted(
                        encoded(image.path("filename").asText()),
                        encoded(image.path("subfolder").asText()),
                        image.path("type").asText());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        simulator.ifPresent(ComfyUiSimulator::close);
    }
}
