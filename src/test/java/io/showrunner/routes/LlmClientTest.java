package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.ApiKey;
import io.showrunner.config.SettingsLoader;
import io.showrunner.health.StubServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LlmClientTest {
    private static final String SECRET = "sk-a-key-of-somebody";

    private final StubServer server = new StubServer();

    @AfterEach
    void close() {
        server.close();
    }

    private record Answer(String body, Header header) {}

    private static ApiKey key(String text) {
        Properties system = new Properties();
        system.setProperty("showrunner.llm.providers[0].api-key", text);
        return SettingsLoader.loadShipped(Path.of("nowhere"), Map.of(), system)
                .settings()
                .credentials()
                .of("lm-studio");
    }

    private Answer get(String path, String key) throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create();
        new LlmClient(new ReplyBounds(Duration.ofSeconds(10)), key(key)).configureHttpClient(builder);
        try (CloseableHttpClient client = builder.build()) {
            return client.execute(
                    new HttpGet(server.url() + path),
                    response -> new Answer(
                            EntityUtils.toString(response.getEntity()), response.getFirstHeader("WWW-Authenticate")));
        }
    }

    @Test
    void theKeyIsSentAndWithoutOneNothingIs() throws IOException {
        server.answer("/with", "{}").answer("/without", "{}");

        get("/with", SECRET);
        get("/without", "");

        assertThat(server.request("/with").authorization()).isEqualTo("Bearer " + SECRET);
        assertThat(server.request("/without").authorization()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"401", "500", "200"})
    void anErrorThatRepeatsTheKeyDoesNotGetThrough(int status) throws IOException {
        String error = "{\"error\":{\"message\":\"Clé inconnue: " + SECRET + "\"}}";
        server.answer(
                "/error",
                status,
                "application/json; charset=utf-8",
                error,
                Map.of("WWW-Authenticate", "Bearer realm=\"" + SECRET + "\""));

        Answer answer = get("/error", SECRET);

        assertThat(answer.body()).isEqualTo("{\"error\":{\"message\":\"Clé inconnue: ***\"}}");
        assertThat(answer.header().getValue()).isEqualTo("Bearer realm=\"***\"");
    }

    @Test
    void anEventOfAStreamThatRepeatsTheKeyDoesNotGetThrough() throws IOException {
        String events = "data: {\"words\":\"Clé\"}\n\ndata: {\"error\":\"" + SECRET + " is too slow\"}\n\n";
        server.answer("/events", 200, "text/event-stream; charset=utf-8", events, Map.of());

        assertThat(get("/events", SECRET).body()).isEqualTo(events.replace(SECRET, "***"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307})
    void theKeyDoesNotFollowARedirect(int status) throws IOException {
        try (StubServer elsewhere = new StubServer().answer("/list", "{}")) {
            server.answer("/moved", status, "text/plain", "moved", Map.of("Location", elsewhere.url() + "/list"));

            assertThat(get("/moved", SECRET).body()).isEqualTo("moved");

            assertThat(elsewhere.request("/list")).isNull();
        }
    }

    @Test
    void aListThatNamesAModelLikeTheKeyStaysWhatItIs() throws IOException {
        server.answer("/list", "{\"object\":\"list\",\"data\":[{\"id\":\"lm-studio-model\"}]}");

        assertThat(get("/list", "lm-studio").body()).contains("lm-studio-model");
    }
}
