package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.health.StubServer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookClientTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final StubServer server = new StubServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        server.answer("/moved", 307, "text/plain", "elsewhere", Map.of("Location", "/elsewhere"));

        assertThat(post(new WebhookClient(LONG_ENOUGH), server.url() + "/moved"))
                .isEqualTo(307);

        assertThat(server.request("/elsewhere")).isNull();
    }

    @Test
    void aReplyThatNeverComesIsGivenUp() {
        server.silent("/silent");

        assertThatThrownBy(() -> post(new WebhookClient(Duration.ofMillis(200)), server.url() + "/silent"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aNameThatPointsToTheKeysOfACloudIsRefusedWhereTheConnectionIsMade() {
        WebhookClient client = new WebhookClient(LONG_ENOUGH, new FixedNames("169.254.169.254"));

        assertThatThrownBy(() ->
                        post(client, "http://hooks.example:" + server.url().getPort() + "/alerts"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("webhooks are not posted to 169.254.169.254");
    }

    @Test
    void anAddressIsJudgedLikeAName() {
        assertThatThrownBy(() -> post(new WebhookClient(LONG_ENOUGH), "http://169.254.169.254/latest/meta-data/"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aNameOfThisMachineIsAReceiver() throws IOException {
        server.answer("/alerts", "{}");
        WebhookClient client = new WebhookClient(LONG_ENOUGH, new FixedNames("127.0.0.1"));

        assertThat(post(client, "http://hooks.example:" + server.url().getPort() + "/alerts"))
                .isEqualTo(200);
    }

    private static int post(WebhookClient client, String url) throws IOException {
        HttpClientBuilder builder = HttpClientBuilder.create();
        client.configureHttpClient(builder);
        try (CloseableHttpClient http = builder.build()) {
            return http.execute(new HttpPost(url), HttpResponse::getCode);
        }
    }
}
