package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpContractTest {
    private static ComfyServer server;

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/prompt",
                "/queue",
                "/history",
                "/history/x",
                "/system_stats",
                "/object_info",
                "/object_info/SaveImage",
                "/models",
                "/models/checkpoints",
                "/features",
                "/embeddings"
            })
    void everyRouteExistsUnderApiToo(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
        assertThat(server.get("/api" + path).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownPathsAreNotFoundAndWrongMethodsNotAllowed() {
        assertThat(server.get("/no/such/path").statusCode()).isEqualTo(404);
        var reply = server.post("/system_stats", "{}");
        assertThat(reply.statusCode()).isEqualTo(405);
        assertThat(reply.headers().firstValue("allow").orElse("")).contains("GET");
    }

    @Test
    void statsHaveTwoPartsInBytesAndNoQueueOfAnyKind() {
        var reply = server.get("/system_stats");
        JsonNode stats = ComfyServer.parse(reply.body());
        assertThat(stats.path("system").path("comfyui_version").asText()).isNotEmpty();
        JsonNode device = stats.path("devices").path(0);
        assertThat(device.path("vram_total").asLong()).isGreaterThan(1_000_000_000L);
        assertThat(device.path("vram_free").isIntegralNumber()).isTrue();
        assertThat(device.has("torch_vram_free")).isTrue();
        assertThat(reply.body()).doesNotContain("queue");
    }

    @Test
    void objectInfoDescribesAClassAndIsEmptyForAnUnknownOne() {
        JsonNode save = server.json("/object_info/SaveImage").path("SaveImage");
        assertThat(save.path("output_node").asBoolean()).isTrue();
        assertThat(save.path("input").path("required").path("images").path(0).asText())
                .isEqualTo("IMAGE");
        assertThat(save.path("input_order").path("required").path(1).asText()).isEqualTo("filename_prefix");
        assertThat(server.get("/object_info/NoSuchNode").body()).isEqualTo("{}");
        assertThat(server.json("/object_info").size()).isGreaterThan(30);
    }

    @Test
    void checkpointsAreListedByTheLoaderAndByTheModelFolder() {
        JsonNode listed = server.json("/models/checkpoints");
        JsonNode choices = server.json("/object_info/CheckpointLoaderSimple")
                .path("CheckpointLoaderSimple")
                .path("input")
                .path("required")
                .path("ckpt_name")
                .path(0);
        assertThat(choices).isEqualTo(listed);
        assertThat(server.get("/models/no-such-folder").statusCode()).isEqualTo(404);
    }

    @Test
    void contentTypeOfABodyIsIgnored() {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/prompt"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(Wire.text(Graph.stills(1).request())));
        assertThat(server.send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void bodiesAboveTheLimitAreRefused() {
        byte[] tooMuch = new byte[104_857_601];
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri("/prompt")).POST(BodyPublishers.ofByteArray(tooMuch));
        var reply = server.send(request);
        assertThat(reply.statusCode()).isEqualTo(413);
        assertThat(reply.body()).startsWith("Maximum request body size 104857600 exceeded, actual body size");
    }

    @ParameterizedTest
    @CsvSource({"/queue, [], 500", "/queue, x, 500", "/free, '', 500", "/interrupt, [], 500", "/interrupt, x, 200"})
    void bodiesThatAreNoObjectGetTheServersOwnAnswer(String path, String body, int status) {
        assertThat(server.post(path, body).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8188, '', 200",
        "127.0.0.1:8188, http://127.0.0.1:8188, 200",
        "127.0.0.1:8188, http://127.0.0.1, 200",
        "127.0.0.1:8188, null, 200",
        "127.0.0.1:8188, http://localhost:8188, 403",
        "127.0.0.1:8188, http://127.0.0.1:9999, 403",
        "127.0.0.1:8188, https://evil.example, 403",
        "localhost:8188, http://127.0.0.1:8188, 403",
        "gpu-box:8188, https://evil.example, 200"
    })
    void originIsComparedWithALoopbackHost(String host, String origin, int status) {
        String originHeader = origin.isEmpty() ? "X-None: 1" : "Origin: " + origin;
        assertThat(RawHttp.status(server, "GET", "/prompt", "Host: " + host, originHeader))
                .isEqualTo(status);
    }

    @Test
    void websocketUpgradesAreCheckedToo() {
        int status = RawHttp.status(
                server,
                "GET",
                "/ws",
                "Host: 127.0.0.1:8188",
                "Origin: https://evil.example",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        assertThat(status).isEqualTo(403);
    }

    @Test
    void idleConnectionIsClosedSomeTimeAfterTheLastReplyAndWebsocketsAreNot() throws IOException {
        server.simulator();
        var options = ComfyUiOptions.builder().keepAlive(Duration.ofMillis(300)).build();
        try (var impatient = ComfyServer.start(options);
                var listening = EventLog.of(impatient, "patient");
                var pooled = new Socket(
                        impatient.uri("").getHost(), impatient.uri("").getPort())) {
            // Given
            pooled.setSoTimeout(10_000);
            byte[] request = "GET /prompt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            // When
            pooled.getOutputStream().write(request);
            String replies = new String(pooled.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            // Then
            assertThat(replies).startsWith("HTTP/1.1 200").contains("queue_remaining");
            assertThat(listening.isClosed()).isFalse();
        }
    }

    @Test
    void connectionInUseIsNotIdleHoweverLongTheReplyTakes() {
        server.simulator();
        var options = ComfyUiOptions.builder().keepAlive(Duration.ofMillis(100)).build();
        try (var impatient = ComfyServer.start(options)) {
            impatient.simulator().faults().onRequest("/queue").delayReply(Duration.ofMillis(400));
            assertThat(impatient.get("/queue").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void connectionsAreKeptFor75Seconds() {
        assertThat(ComfyUiOptions.standard().keepAlive()).hasSeconds(75);
    }

    @Test
    void clientThatOffersHttp2IsAnsweredInHttp1() throws IOException, InterruptedException {
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        var request = HttpRequest.newBuilder(server.uri("/prompt"))
                .POST(BodyPublishers.ofString(Wire.text(Graph.stills(1).request())));
        var reply = client.send(request.build(), BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void withoutTheCheckAnyOriginPasses() {
        server.simulator();
        try (var open =
                ComfyServer.start(ComfyUiOptions.builder().originCheck(false).build())) {
            int status = RawHttp.status(open, "GET", "/prompt", "Host: 127.0.0.1:8188", "Origin: https://evil.example");
            assertThat(status).isEqualTo(200);
            assertThat(open.get("/prompt").headers().firstValue("access-control-allow-origin"))
                    .hasValue("*");
        }
    }
}
