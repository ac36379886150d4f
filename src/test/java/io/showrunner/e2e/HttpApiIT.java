package io.showrunner.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.e2e.HttpTalk.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Briefs over HTTP: what is taken, what is refused, and how the refusal reads. */
class HttpApiIT {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static TestStudio studio;
    private static HttpTalk http;

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1).start();
        http = new HttpTalk(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesABriefOfEachKind(String type, String brief) {
        Reply reply = http.post(type, brief);
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        String storyId = reply.json().path("storyId").asText();
        assertThat(reply.json().path("verdict").asText()).isEqualTo("accepted");
        assertThat(reply.header("Location")).isEqualTo("/api/stories/" + storyId);
        assertThat(reply.header("Content-Type")).isEqualTo(JSON);
        assertThat(http.get("/api/stories/" + storyId).json().path("storyId").asText())
                .isEqualTo(storyId);
        assertThat(storyIds()).contains(storyId);
    }

    static Stream<Arguments> takesABriefOfEachKind() {
        return Stream.of(
                arguments(JSON, brief("kind-json", "A beekeeper finds a hive that hums in Morse code.")),
                arguments(
                        "Application/JSON; charset=utf-8",
                        brief("kind-json-2", "Ein Imker hört einen Bienenstock, der Morsezeichen summt.")),
                arguments("application/yaml", yaml("kind-yaml")),
                arguments("text/yaml; charset=utf-8", yaml("kind-yaml-2")),
                arguments(
                        "text/markdown",
                        "---\nbriefId: kind-md\ngenre: drama\nmood: calm\nsceneCount: 1\n---\n\n"
                                + "A beekeeper finds a hive that hums in Morse code.\n"));
    }

    @Test
    void answersTheSameBriefWithItsFirstStoryAndAnotherOfTheSameIdWithAConflict() {
        String brief = brief("twice", "A diver finds a door at the bottom of a mountain lake.");
        Reply first = http.post(JSON, brief);
        Reply second = http.post(JSON, brief);
        Reply other = http.post(JSON, brief("twice", "A pilot finds a door at the top of a desert dune."));

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().path("verdict").asText()).isEqualTo("duplicate");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        isProblem(other, 409);
        assertThat(other.json().path("detail").asText())
                .contains("twice", first.json().path("storyId").asText());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesABadBriefWithOneSentenceForEachProblem(String what, String type, byte[] body, List<String> sentences) {
        int before = storyIds().size();
        Reply reply = http.post(type, body);
        isProblem(reply, 400);
        JsonNode problems = reply.json().path("problems");
        assertThat(problems).hasSize(sentences.size());
        for (int i = 0; i < sentences.size(); i++) {
            assertThat(problems.get(i).asText()).contains(sentences.get(i)).matches(".*[.?]");
        }
        assertThat(storyIds()).hasSize(before);
    }

    static Stream<Arguments> refusesABadBriefWithOneSentenceForEachProblem() {
        String good = brief("bad", "A beekeeper finds a hive that hums in Morse code.");
        String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        return Stream.of(
                bad("empty", JSON, "", "it must have content"),
                bad("not JSON", JSON, "hello", "content: it cannot be read"),
                bad("cut JSON", JSON, good.substring(0, 30), "content: it cannot be read"),
                bad("a list", JSON, "[]", "content: it must be one object"),
                bad("deep JSON", JSON, "{\"labels\":" + "[".repeat(100_000), "nested deeper than 20"),
                bad("deep YAML", "text/yaml", "labels: " + "[".repeat(100_000), "nested deeper than 20"),
                bad("a YAML bomb", "text/yaml", bomb, "YAML aliases must be written out"),
                bad("no front matter", "text/markdown", "Once upon a time.", "front matter: it must stand"),
                bad("unknown field", JSON, with(good, "sceneCont", "3"), "there is no such field"),
                bad("scene count 0", JSON, with(good, "sceneCount", "0"), "sceneCount: 0 is not allowed"),
                bad("scene count 13", JSON, with(good, "sceneCount", "13"), "sceneCount: 13 is not allowed"),
                bad("scene count three", JSON, with(good, "sceneCount", "\"three\""), "sceneCount: \"three\""),
                bad("seed NaN", JSON, with(good, "seed", "NaN"), "seed: NaN is not allowed"),
                bad("seed 2^64", JSON, with(good, "seed", "18446744073709551616"), "seed: 18446744073709551616"),
                bad("width", JSON, with(good, "width", "1000000000"), "width: 1000000000"),
                bad("id ../x", JSON, with(good, "briefId", "\"../x\""), "briefId: \"../x\""),
                bad("id NUL", JSON, with(good, "briefId", "\"a\\u0000\""), "briefId: "),
                bad("id CON", JSON, with(good, "briefId", "\"CON\""), "briefId: \"CON\""),
                bad("id of 300", JSON, with(good, "briefId", "\"" + "x".repeat(300) + "\""), "briefId: "),
                bad("two problems", JSON, with(with(good, "seed", "-1"), "width", "7"), "width: 7", "seed: -1"),
                arguments(
                        "Latin-1", JSON, "{\"title\":\"é\"}".getBytes(ISO_8859_1), List.of("byte 0xE9 at offset 10")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void namesTheContentTypesThatItReads(String type) {
        Reply reply = http.post(type, "genre=drama");
        isProblem(reply, 415);
        assertThat(reply.json().path("detail").asText())
                .contains("application/json", "application/yaml", "text/markdown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"genre=drama", "", "--x\r\n\r\n--x--\r\n", "--x--\r\n"})
    void refusesAFormThatHoldsNoBrief(String body) {
        isProblem(http.post("multipart/form-data; boundary=x", body), 400);
    }

    @Test
    void readsABriefWithoutContentTypeAsJson() {
        byte[] brief = brief("untyped", "A clockmaker hears a watch that was never built.")
                .getBytes(UTF_8);
        assertThat(http.send("POST", "/api/stories", brief).status()).isEqualTo(202);
    }

    @Test
    void refusesABodyBeyondTheLimitWithoutReadingIt() {
        isProblem(http.post(JSON, "{\"title\":\"" + "x".repeat(300_000) + "\"}"), 413);
        isProblem(http.post(JSON, "x".repeat(20_000_000)), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"story-unknown", "x", "..%2Fx", "%2e%2e%2fx", "%00", "story-%00", "CON", "%F0%9F%92%A9"})
    void knowsNoStoryOfAStrangeId(String id) {
        isProblem(http.get("/api/stories/" + id), 404);
    }

    @Test
    void knowsNoStoryOfALongId() {
        Reply reply = http.get("/api/stories/" + "x".repeat(300));
        isProblem(reply, 404);
        assertThat(reply.body()).hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "x", "", "1&limit=2", "99999999999"})
    void refusesAListOfAStrangeLength(String limit) {
        isProblem(http.get("/api/stories?limit=" + limit), 400);
    }

    @Test
    void listsAsManyStoriesAsAsked() {
        http.post(JSON, brief("listed-1", "A gardener grows a tree that remembers the rain."));
        String newest = http.post(JSON, brief("listed-2", "A gardener grows a hedge that forgets the sun."))
                .json()
                .path("storyId")
                .asText();
        JsonNode list = http.get("/api/stories?limit=1").json();
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("storyId").asText()).isEqualTo(newest);
    }

    @Test
    void keepsWhatACallerSendsAwayFromTheServersBehind() {
        String brief = brief("private", "A postman delivers a letter that nobody ever wrote.");
        int before = studio.llm().generations();
        Reply reply = http.post(
                JSON,
                brief,
                "X-Private: secret-one",
                "Cookie: secret-two",
                "Referer: http://secret-three/",
                "breadcrumbId: b");
        assertThat(reply.status()).isEqualTo(202);
        await().atMost(TestStudio.PATIENCE).until(() -> studio.llm().generations() > before);
        assertThat(studio.llm().requests().toString()).doesNotContain("secret-", "x-private", "breadcrumb");
        assertThat(studio.gpu(0).requests().toString()).doesNotContain("secret-", "x-private", "breadcrumb");
        assertThat(reply.headers().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        HttpTalk.headers("content-type", "location", "transfer-encoding", "connection"));
    }

    private static void isProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo(PROBLEM);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotBlank();
        assertThat(reply.json().path("detail").asText()).isNotBlank();
        assertThat(reply.body()).doesNotContain("Exception", "io.showrunner", "\\tat ");
    }

    private static List<String> storyIds() {
        return http.get("/api/stories?limit=500").json().findValuesAsText("storyId");
    }

    private static Arguments bad(String what, String type, String body, String... sentences) {
        return arguments(what, type, body.getBytes(UTF_8), List.of(sentences));
    }

    private static String brief(String id, String premise) {
        return "{\"briefId\": \"" + id + "\", \"premise\": \"" + premise
                + "\", \"genre\": \"drama\", \"mood\": \"calm\", \"sceneCount\": 1}";
    }

    private static String with(String brief, String field, String value) {
        String others = brief.replaceAll("\"" + field + "\": [^,}]+[,]?", "").replaceAll(",\\s*}", "}");
        return "{\"" + field + "\": " + value + "," + others.substring(1);
    }

    private static String yaml(String id) {
        return "briefId: " + id + "\npremise: A lighthouse keeper finds that the fog is counting the ships.\n"
                + "genre: mystery\nmood: calm\nsceneCount: 1\n";
    }
}
