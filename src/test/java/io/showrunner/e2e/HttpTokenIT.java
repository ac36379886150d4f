package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    static void open(@TempDir Path home, @TempDir Path secrets) throws Exception {
        Path tokens = Files.writeString(secrets.resolve("tokens"), "anna=annas-token\n");
        studio = new TestStudio(home, 1)
                .with("showrunner.http.host", "0.0.0.0")
                .with("showrunner.http.token", "correct-horse")
                .with("showrunner.http.tokens-file", tokens.toString())
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
    void refusesAnAddressThatCannotBeReadWithoutAStackTraceInTheLog() {
        try (LogLines log = new LogLines()) {
            assertThat(http.get("/%zz").status()).isEqualTo(400);
            assertThat(log.text()).doesNotContain("Exception");
        }
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

    @Test
    void aBrowserSignsInWithATokenAndStaysSignedInByItsCookie() {
        // Given
        assertThat(http.get("/api/session").body()).contains("\"required\":true", "\"signedIn\":false");
        String own = "Origin: http://127.0.0.1:" + studio.pipeline().port();

        // When
        HttpTalk.Reply signedIn = signIn("annas-token", own);

        // Then
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json().path("name").asText()).isEqualTo("anna");
        assertThat(signedIn.header("Set-Cookie")).contains("HTTPOnly", "SameSite=Strict", "Path=/");
        String cookie = "Cookie: " + signedIn.header("Set-Cookie").split(";")[0];
        assertThat(http.get("/api/stories", cookie).status()).isEqualTo(200);
        assertThat(http.get("/api/session", cookie).body()).contains("\"signedIn\":true");
        assertThat(http.send("POST", "/api/stages/write/resume", new byte[0], cookie, own)
                        .status())
                .isEqualTo(200);
        assertThat(http.send("POST", "/api/stages/write/resume", new byte[0], cookie)
                        .status())
                .isEqualTo(403);
        assertThat(http.send("POST", "/api/stages/write/resume", new byte[0], cookie, "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(http.get("/api/stories", cookie.replace("anna", "ben")).status())
                .isEqualTo(401);
        assertThat(http.send("DELETE", "/api/session", new byte[0], cookie, own).header("Set-Cookie"))
                .contains("Max-Age=0");
        assertThat(signIn("annas-token", "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertThat(http.send(
                                "POST",
                                "/api/session",
                                "token=annas-token".getBytes(StandardCharsets.UTF_8),
                                "Content-Type: text/plain")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void aStoryBelongsToWhoHandedItIn() {
        String brief = SmallBrief.json("annas", "The Wall");
        assertThat(http.post("application/json", brief, "Authorization: Bearer annas-token")
                        .status())
                .isEqualTo(202);
        String token = "Authorization: Bearer correct-horse";
        assertThat(http.post("application/json", SmallBrief.json("ours", "The Hand"), token)
                        .status())
                .isEqualTo(202);
        assertThat(http.get("/api/stories?owner=anna", token).json().findValuesAsText("briefId"))
                .containsExactly("annas");
        assertThat(http.get("/api/stories", token).json().findValuesAsText("owner"))
                .as("the shared token is nobody's")
                .containsExactly("anna");
    }

    @Test
    void anAddressThatGuessesTokensHasToWaitAndOthersDoNot() throws UnknownHostException {
        // Given
        HttpTalk guesser = new HttpTalk(studio.pipeline().port(), InetAddress.getByName("127.0.0.9"));
        int guesses = 0;

        // When
        while (guesser.get("/api/stories", "Authorization: Bearer guess-" + guesses)
                        .status()
                == 401) {
            guesses++;
        }

        // Then
        assertThat(guesses).isBetween(20, 40);
        HttpTalk.Reply reply = guesser.get("/api/stories", "Authorization: Bearer correct-horse");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
        assertThat(http.get("/api/stories", "Authorization: Bearer correct-horse")
                        .status())
                .isEqualTo(200);
    }

    private static HttpTalk.Reply signIn(String token, String origin) {
        byte[] body = ("{\"token\": \"" + token + "\"}").getBytes(StandardCharsets.UTF_8);
        return http.send("POST", "/api/session", body, "Content-Type: application/json", origin);
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
