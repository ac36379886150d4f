package io.showrunner.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.Settings;
import io.showrunner.config.SettingsLoader;
import io.showrunner.health.HealthReport.InstanceState;
import io.showrunner.health.HealthReport.ProviderState;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ComfyUI servers and two LLM endpoints, all small HTTP servers with answers as the real ones give them. */
class HealthCheckTest {
    private static final String STATS = """
            {"system": {"os": "posix", "comfyui_version": "0.3.64"},
             "devices": [{"name": "cuda:0 NVIDIA GeForce RTX 3090 : cudaMallocAsync", "type": "cuda", "index": 0,
               "vram_total": 25757220864, "vram_free": VRAM_FREE, "torch_vram_total": 0, "torch_vram_free": NaN}]}
            """;
    private static final String MODELS = """
            {"object": "list", "data": [{"id": "mistralai/mistral-7b-instruct-v0.3"}, {"id": "qwen3"}]}
            """;

    private static final Duration DEADLINE = Duration.ofMillis(1500);

    private final StubServer gpu0 = new StubServer();
    private final StubServer gpu1 = new StubServer();
    private final StubServer lmStudio = new StubServer();
    private final StubServer ollama = new StubServer();
    private final Properties properties = new Properties();
    private Path home = Path.of("nowhere");
    private boolean deep;

    @BeforeEach
    void everythingIsWell() {
        comfyUi(gpu0, 24_000L << 20, 1);
        comfyUi(gpu1, 23_000L << 20, 2);
        lmStudio.answer("/v1/models", MODELS);
        ollama.answer("/v1/models", "{\"object\":\"list\",\"data\":[{\"id\":\"mistral:latest\"}]}");
        properties.setProperty("showrunner.disk.min-free", "0MB");
        properties.setProperty("showrunner.comfyui.instances[0].url", gpu0.url().toString());
        properties.setProperty("showrunner.comfyui.instances[1].url", gpu1.url().toString());
        properties.setProperty("showrunner.llm.providers[0].url", lmStudio.url() + "/v1/chat/completions");
        properties.setProperty("showrunner.llm.providers[1].url", ollama.url() + "/v1/chat/completions");
    }

    @AfterEach
    void stop() {
        gpu0.close();
        gpu1.close();
        lmStudio.close();
        ollama.close();
    }

    private static void comfyUi(StubServer server, long vramFree, int depth) {
        server.answer("/system_stats", STATS.replace("VRAM_FREE", Long.toString(vramFree)));
        server.answer("/prompt", "{\"exec_info\": {\"queue_remaining\": " + depth + "}}");
    }

    private HealthReport check() {
        Settings settings =
                SettingsLoader.loadShipped(home, Map.of(), properties).settings();
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T22:00:00Z"), ZoneOffset.UTC);
        return new HealthCheck(settings, clock, deep, DEADLINE).run();
    }

    @Test
    void saysThatStoriesAreNotPrecededByTheCheck() {
        properties.setProperty("showrunner.llm.skip-health-check", "true");

        assertThat(check().llm())
                .returns(Status.OK, HealthReport.Llm::status)
                .returns(
                        "stories are not preceded by this check (showrunner.llm.skip-health-check)",
                        HealthReport.Llm::message);
    }

    @Test
    void aHealthyFleetIsReportedWithItsFigures() {
        HealthReport report = check();

        assertThat(report.overall()).isEqualTo("HEALTHY");
        assertThat(report.disk().status()).isEqualTo(Status.OK);
        assertThat(report.disk().minimumMb()).isZero();
        assertThat(report.gpu().status()).isEqualTo(Status.OK);
        assertThat(report.gpu().freeMb()).isEqualTo(24_000);
        assertThat(report.gpu().totalMb()).isEqualTo(24_564);
        assertThat(report.gpu().source()).isEqualTo("system_stats");
        assertThat(report.gpu().gpus().get(0).name()).isEqualTo("NVIDIA GeForce RTX 3090");
        assertThat(report.comfyUi().status()).isEqualTo(Status.OK);
        assertThat(report.comfyUi().depth()).isEqualTo(3);
        assertThat(report.comfyUi().version()).isEqualTo("0.3.64");
        assertThat(report.llm().status()).isEqualTo(Status.OK);
        assertThat(report.llm().providers())
                .extracting(ProviderState::models, ProviderState::modelPresent)
                .containsExactly(tuple(2, true), tuple(1, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://", "amqp://"})
    void anExternalBrokerThatIsNotThereFailsAndAnEmbeddedOneHasNoRow(String scheme) {
        // Given
        HealthReport embedded = check();
        StubServer gone = new StubServer();
        gone.close();
        String address = scheme + gone.url().getAuthority();
        properties.setProperty("showrunner.broker.url", address);

        // When
        HealthReport report = check();

        // Then
        assertThat(embedded.broker()).isNull();
        assertThat(report.overall()).isEqualTo("UNHEALTHY");
        assertThat(report.broker().status()).isEqualTo(Status.FAILED);
        assertThat(report.broker().address()).isEqualTo(address);
        assertThat(report.broker().message()).isNotBlank();
        assertThat(HealthText.of(report)).anySatisfy(line -> assertThat(line).contains("broker", address));
    }

    @Test
    void oneDeadInstanceDegradesAndAllDeadFail() {
        gpu0.close();
        HealthReport one = check();
        assertThat(one.overall()).isEqualTo("HEALTHY");
        assertThat(one.comfyUi().status()).isEqualTo(Status.DEGRADED);
        assertThat(one.gpu().status()).isEqualTo(Status.DEGRADED);
        assertThat(one.comfyUi().instances().get(0).message()).isEqualTo("connection refused");

        gpu1.close();
        HealthReport both = check();
        assertThat(both.overall()).isEqualTo("UNHEALTHY");
        assertThat(both.comfyUi().status()).isEqualTo(Status.FAILED);
        assertThat(both.gpu().source()).isEqualTo("missing");
    }

    @Test
    void tooLittleMemoryOnEveryGpuFails() {
        comfyUi(gpu0, 2_999L << 20, 0);
        assertThat(check().gpu().status()).isEqualTo(Status.DEGRADED);

        comfyUi(gpu1, (3_000L << 20) - 1, 0);
        HealthReport report = check();
        assertThat(report.overall()).isEqualTo("UNHEALTHY");
        assertThat(report.gpu().gpus().get(0).message())
                .isEqualTo("2999 MB free, 3000 MB needed (showrunner.fleet.min-available-vram)");

        comfyUi(gpu1, 3_000L << 20, 0);
        assertThat(check().overall()).isEqualTo("HEALTHY");
    }

    @Test
    void tooLittleRoomOnADiskFails() {
        properties.setProperty("showrunner.disk.min-free", "1024GB");

        HealthReport report = check();

        assertThat(report.overall()).isEqualTo("UNHEALTHY");
        assertThat(report.disk().status()).isEqualTo(Status.FAILED);
        assertThat(HealthText.of(report)).last().asString().contains("disk", "failed", "1048576 MB are needed");
    }

    @Test
    void aFullQueueDegrades() {
        comfyUi(gpu0, 24_000L << 20, 5);

        HealthReport report = check();

        assertThat(report.comfyUi().status()).isEqualTo(Status.DEGRADED);
        assertThat(report.comfyUi().instances())
                .extracting(InstanceState::message)
                .containsExactly("its queue is full: 5 of 5 (showrunner.fleet.max-queue-depth)", null);
    }

    @Test
    void aFallbackThatWritesIsDegradedAndNoneIsFailed() {
        lmStudio.answer("/v1/models", "{\"object\":\"list\",\"data\":[{\"id\":\"qwen3\"}]}");
        HealthReport fallback = check();
        assertThat(fallback.overall()).isEqualTo("HEALTHY");
        assertThat(fallback.llm().status()).isEqualTo(Status.DEGRADED);
        assertThat(fallback.llm().message()).isEqualTo("a fallback writes, because lm-studio cannot");
        assertThat(fallback.llm().providers().get(0).message()).contains("mistral-7b", "qwen3");

        ollama.answer("/v1/models", "{\"error\": \"Unexpected endpoint or method.\"}");
        HealthReport none = check();
        assertThat(none.overall()).isEqualTo("UNHEALTHY");
        assertThat(none.llm().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aServerThatIsNotComfyUiIsNamedSo() {
        gpu0.answer("/system_stats", "{}");
        gpu1.answer("/prompt", 404, "text/html", "<html>", Map.of());

        assertThat(check().comfyUi().instances())
                .extracting(InstanceState::status, InstanceState::message)
                .containsExactly(
                        tuple(Status.FAILED, "the reply of /system_stats has no system: {}"),
                        tuple(Status.FAILED, "GET /prompt answers HTTP 404; is this ComfyUI?"));
    }

    @Test
    void aSilentServerEndsTheCheckAtTheDeadline() {
        gpu0.silent("/prompt");
        lmStudio.answer("/v1/models", "x".repeat(2 << 20));

        HealthReport report = check();

        assertThat(report.comfyUi().instances().get(0).message()).isEqualTo("no answer within 1.5 s");
        assertThat(report.llm().providers().get(0).message()).isEqualTo("the answer is larger than 1048576 bytes");
    }

    @Test
    void whatDiffersFromTheCapacityProfileIsToldAndFailsNothing() {
        home = Path.of("");
        properties.setProperty("showrunner.capacity.profile", "dev");
        gpu0.answer("/system_stats", STATS.replace("VRAM_FREE", "9000000000").replace("25757220864", "12884901888"));

        HealthReport report = check();

        assertThat(report.capacity().status()).isEqualTo(Status.DEGRADED);
        assertThat(report.capacity().differences())
                .contains(
                        "gpu0 has 12288 MB of video memory, the profile has 24576 MB",
                        "there are 2 ComfyUI servers, more than the 1 that the profile allows");
        assertThat(HealthText.of(report)).contains("capacity  degraded  profile dev");
        assertThat(report.isHealthy()).isTrue();
    }

    @Test
    void theReportReadsAsJsonAndAsText() {
        gpu1.close();
        HealthReport report = check();

        assertThat(Json.mapper()
                        .valueToTree(report)
                        .at("/comfyui/instances/1/status")
                        .asText())
                .isEqualTo("failed");
        assertThat(Json.write(report)).contains("\"overall\":\"HEALTHY\"", "\"healthy\":true", "2026-11-23T22:00:00Z");
        assertThat(HealthText.of(report))
                .hasSize(13)
                .contains(
                        "HEALTHY",
                        "gpu       degraded  at least 3000 MB must be free",
                        "  gpu0: ok, NVIDIA GeForce RTX 3090, 24000 of 24564 MB free",
                        "  gpu1: failed, " + gpu1.url() + "; connection refused",
                        "llm       ok",
                        "    structured output not tried, streaming not tried, not seen to think, speed not measured");
    }

    @Test
    void whatStoriesHaveTaughtIsToldWithWhatDoesNotFitTheSettings(@TempDir Path data) throws IOException {
        // Given
        properties.setProperty("showrunner.data", data.toString());
        Files.writeString(data.resolve("llm-capabilities.json"), """
                {"version": 1, "endpoints": [{"url": "URL/v1/chat/completions",
                  "model": "mistralai/mistral-7b-instruct-v0.3", "can": {"structuredOutput": false, "streaming": true},
                  "thoughts": "reasoning_content", "tokensPerSecond": 2.8, "contextTokens": 4096}]}
                """.replace(
                        "URL", lmStudio.url().toString()));

        // When
        HealthReport report = check();

        // Then
        assertThat(Json.mapper().valueToTree(report).at("/llm/providers/0/learned"))
                .isEqualTo(Json.read("""
                        {"structuredOutput": "none", "streaming": true, "thinking": true, "tokensPerSecond": 2.8,
                         "contextTokens": 4096, "budgets": ["provider lm-studio: showrunner.llm.max-tokens=500 at 2.8 tokens
                         per second takes 179 s, but showrunner.llm.timeout is 120 s: long replies will be lost. Raise the
                         timeout above 179 s or lower max-tokens to 336."]}
                        """.replaceAll("\\n +", " "), JsonNode.class));
        assertThat(HealthText.of(report))
                .contains("    structured output none, streaming yes, thinks, switch not tried, 2.8 tokens per second,"
                        + " context 4096 tokens");
        assertThat(report.isHealthy()).isTrue();
    }

    @Test
    void aKeyIsSentAndTheOneThatIsRefusedIsNotShown() {
        // Given
        properties.setProperty("showrunner.llm.providers[0].api-key", "sk-right");
        properties.setProperty("showrunner.llm.providers[1].api-key", "sk-wrong");
        ollama.answer(
                "/v1/models", 401, "application/json", "{\"error\":{\"message\":\"Bad key sk-wrong\"}}", Map.of());

        // When
        HealthReport report = check();

        // Then
        assertThat(lmStudio.request("/v1/models").authorization()).isEqualTo("Bearer sk-right");
        assertThat(report.llm().providers().get(1).message())
                .isEqualTo("HTTP 401: Bad key ***; the server wants another key: set the provider's"
                        + " showrunner.llm.providers[n].api-key or api-key-file");
        assertThat(Json.write(report) + HealthText.of(report) + report).doesNotContain("sk-right", "sk-wrong");
    }

    @Test
    void wordsAreAskedForOnRequestAndTheirLackFailsNothing() {
        // Given
        deep = true;
        lmStudio.answer("/v1/chat/completions", "{\"choices\":[{\"message\":{\"content\":\"Ready\"}}]}");
        ollama.answer("/v1/chat/completions", 503, "application/json", "{\"error\":\"Loading model\"}", Map.of());

        // When
        HealthReport report = check();

        // Then
        JsonNode question = Json.read(lmStudio.request("/v1/chat/completions").body(), JsonNode.class);
        assertThat(question.path("max_tokens").asInt()).isEqualTo(10);
        assertThat(report.llm().providers())
                .extracting(provider -> provider.chat().status(), provider -> provider.chat()
                        .message())
                .containsExactly(tuple(Status.OK, null), tuple(Status.FAILED, "HTTP 503: Loading model"));
        assertThat(report.llm().status()).isEqualTo(Status.OK);
        assertThat(HealthText.of(report)).anyMatch(line -> line.startsWith("    chat ok, "));
    }

    @Test
    void noWordsAreAskedForOtherwise() {
        check();

        assertThat(lmStudio.request("/v1/chat/completions")).isNull();
    }
}
