package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.SettingsException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP port with a token, which is what it takes to listen beyond this machine. */
class HttpTokenIT {
    private static TestStudio studio;
    private static HttpTalk http;

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1)
                .with("showrunner.http.host", "0.0.0.0")
                .with("showrunner.http.token", "correct-horse")
                .start();
        http = new HttpTalk(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/stories", "/observe/health", "/observe/metrics", "/nothing"})
    void answersNobodyWithoutTheToken(String path) {
        assertThat(http.get(path).status()).isEqualTo(401);
        assertThat(http.get(path, "Authorization: Bearer correct").status()).isEqualTo(401);
        assertThat(http.get(path, "Authorization: Bearer correct-horse2").status())
                .isEqualTo(401);
        assertThat(http.get(path, "Authorization: correct-horse").status()).isEqualTo(401);
        assertThat(http.get(path, "Authorization: Bearer correct-horse").status())
                .isNotEqualTo(401);
    }

    @Test
    void changesNothingForNobody() {
        assertThat(http.send("POST", "/api/stages/all/pause", new byte[0]).status())
                .isEqualTo(401);
        assertThat(http.get("/api/stages", "Authorization: Bearer correct-horse")
                        .body())
                .doesNotContain("true")
                .contains("false");
    }

    @Test
    void answersUnderAnyNameToWhoHasTheToken() {
        String token = "Authorization: Bearer correct-horse";
        assertThat(http.get("/api/stories", token, "Host: studio.example:8080").status())
                .isEqualTo(200);
        assertThat(http.get("/api/stories", token, "Host: studio.example", "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void saysHowToSendTheToken() {
        HttpTalk.Reply reply = http.get("/api/stories");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(reply.json().path("detail").asText()).contains("Authorization: Bearer");
        assertThat(reply.body()).doesNotContain("horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.0.1", "studio.example", "::"})
    void doesNotListenBeyondThisMachineWithoutAToken(String host, @TempDir Path other) {
        try (TestStudio open = new TestStudio(other, 1).with("showrunner.http.host", host)) {
            assertThatThrownBy(open::start)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("showrunner.http.host")
                    .hasMessageContaining("set showrunner.http.token, or use 127.0.0.1");
        }
    }
}
