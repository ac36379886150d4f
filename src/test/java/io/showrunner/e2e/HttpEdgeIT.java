package io.showrunner.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.showrunner.e2e.HttpTalk.Reply;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP port without a token: who may talk to it, what every path answers, health and metrics. */
class HttpEdgeIT {
    private static final byte[] NOTHING = new byte[0];

    private static TestStudio studio;
    private static HttpTalk http;

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 2).start();
        http = new HttpTalk(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/nothing",
                "/dashboard/../config/application.properties",
                "/nothing",
                "/api",
                "/api/",
                "/api/nothing",
                "/api/stories/a/b/c/d/e",
                "/api/../x",
                "/observe"
            })
    void answersAPathThatIsNotThereWithAProblem(String path) {
        isProblem(http.get(path), 404);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "PUT, /api/stories",
        "DELETE, /api/stories",
        "PATCH, /api/stories",
        "POST, /api/stories/x",
        "PUT, /api/stories/x"
    })
    void namesTheMethodsThatAPathTakes(String method, String path) {
        Reply reply = http.send(method, path, NOTHING);
        isProblem(reply, 405);
        assertThat(reply.header("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/api/stories/%", "/api/stories?limit=%zz"})
    void answersAnAddressThatIsNoneWithAProblemAndWithoutAStackTraceInTheLog(String path) {
        try (LogLines log = new LogLines()) {
            isProblem(http.get(path), 400);
            assertThat(log.text()).doesNotContain("Exception");
        }
    }

    @Test
    void answersAnAddressThatIsTooLongWithAProblem() {
        isProblem(http.get("/api/stories?text=" + "x".repeat(10_000)), 414);
    }

    @ParameterizedTest(name = "{0} {1} is answered {2}")
    @MethodSource
    void talksOnlyToThisMachineAndItsOwnPages(String host, String origin, int status) {
        String own = Integer.toString(studio.pipeline().port());
        String[] headers = origin == null
                ? new String[] {"Host: " + host.replace("PORT", own)}
                : new String[] {"Host: " + host.replace("PORT", own), "Origin: " + origin.replace("PORT", own)};
        for (String path : new String[] {"/api/stories", "/observe/health", "/observe/metrics", "/nothing"}) {
            Reply reply = http.get(path, headers);
            if (status == 403) {
                isProblem(reply, 403);
            } else {
                assertThat(reply.status()).isNotEqualTo(403);
            }
        }
        Reply brief = http.post("application/json", "{}", headers);
        assertThat(brief.status()).isEqualTo(status == 403 ? 403 : 400);
        for (String path :
                new String[] {"/api/stories/story-x/cancel", "/api/stories/story-x/scenes/scene-001/retry"}) {
            assertThat(http.send("POST", path, NOTHING, headers).status()).isEqualTo(status == 403 ? 403 : 404);
        }
        assertThat(http.send("PUT", "/api/stories/story-x/priority", NOTHING, headers)
                        .status())
                .isEqualTo(status == 403 ? 403 : 400);
        assertThat(http.send("POST", "/api/stages/render/resume", NOTHING, headers)
                        .status())
                .isEqualTo(status);
    }

    static Stream<Arguments> talksOnlyToThisMachineAndItsOwnPages() {
        return Stream.of(
                arguments("127.0.0.1:PORT", null, 200),
                arguments("localhost:PORT", null, 200),
                arguments("LOCALHOST", null, 200),
                arguments("[::1]:PORT", null, 200),
                arguments("127.0.0.1:PORT", "http://127.0.0.1:PORT", 200),
                arguments("localhost:PORT", "http://localhost:PORT", 200),
                arguments("evil.example:PORT", null, 403),
                arguments("127.0.0.1.evil.example", null, 403),
                arguments("192.168.0.1:PORT", null, 403),
                arguments("evil.example:PORT", "http://evil.example:PORT", 403),
                arguments("127.0.0.1:PORT", "http://evil.example", 403),
                arguments("127.0.0.1:PORT", "http://127.0.0.1:1", 403),
                arguments("127.0.0.1:PORT", "http://evil.example/127.0.0.1:PORT", 403),
                arguments("127.0.0.1:PORT", "http://127.0.0.1:PORT@evil.example", 403),
                arguments("127.0.0.1:PORT", "null", 403));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/stories/story-x/cancel                    |                     | 404 | there is no story story-x
            POST | /api/stories/..%2Fx/cancel                     |                     | 404 | there is no story ../x
            POST | /api/stories/story-x/stop                      |                     | 400 | action: it must be one of cancel, pause, resume, retry, front, back.
            POST | /api/stories/story-x/scenes/scene-001/stop     |                     | 400 | action: it must be one of
            POST | /api/stories/story-x/scenes/scene-001/front    |                     | 404 | there is no story story-x
            PUT  | /api/stories/story-x/priority                  | {"priority":"low"}  | 404 | there is no story story-x
            PUT  | /api/stories/story-x/priority                  | {"priority":"soon"} | 400 | priority: it must be one of high, normal, low.
            PUT  | /api/stories/story-x/scenes/scene-001/priority | high                | 400 | Send JSON such as
            PUT  | /api/stories/story-x/scenes/scene-001/priority | {}                  | 400 | priority: it must be one of
            POST | /api/stages/paint/pause                        |                     | 400 | stage: it must be one of intake, write, render, collect, assemble, all.
            POST | /api/stages/render/stop                        |                     | 400 | action: it must be one of pause, resume.
            GET  | /api/queue?limit=0                             |                     | 400 | limit: it must be a whole number
            """)
    void saysWhatMayBeAskedFor(String method, String path, String body, int status, String words) {
        Reply reply = http.send(method, path, body == null ? NOTHING : body.getBytes(UTF_8));
        isProblem(reply, status);
        assertThat(reply.json().path("detail").asText()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void refusesAFormThatComesWithAReadingRequest(String type) {
        isProblem(http.get("/api/stories", "Content-Type: " + type), 415);
    }

    @Test
    void doesNotRepeatALongIdInItsAnswer() {
        isProblem(http.send("POST", "/api/stories/story-" + "x".repeat(3000) + "/cancel", NOTHING), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready"})
    void tellsWhetherItIsWell(String path) {
        // Until its first look at its folder a route is not well.
        await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
            Reply reply = http.get(path);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.json().path("status").asText()).isEqualTo("UP");
        });
    }

    @Test
    void measuresEveryRouteByItsName() {
        String metrics = http.get("/observe/metrics").body();
        for (Route route : studio.pipeline().context().getRoutes()) {
            assertThat(metrics).contains("routeId=\"" + route.getRouteId() + "\"");
        }
        assertThat(metrics)
                .contains("camel_exchanges_total{")
                .contains(
                        "routeId=\"submit-prompt-gpu0\"",
                        "routeId=\"submit-prompt-gpu1\"",
                        "routeId=\"take-scene-gpu1\"");
    }

    @Test
    void saysNothingOfWhatItIsMadeOf() {
        for (String path : new String[] {"/api/stories", "/observe/health", "/nothing"}) {
            Reply reply = http.get(path, "Camelx: y", "JMSType: y", "breadcrumbId: y", "X-Mine: y");
            assertThat(reply.headers().keySet())
                    .as(path)
                    .containsAll(HttpTalk.headers())
                    .isSubsetOf(HttpTalk.headers(
                            "content-type", "content-length", "connection", "transfer-encoding", "x-total-count"));
        }
    }

    private static void isProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.body().getBytes(UTF_8)).hasSizeLessThan(500);
    }
}
