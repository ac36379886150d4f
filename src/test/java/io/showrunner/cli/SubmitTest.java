package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.health.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitTest {
    private static final String API = "/api/stories";

    @TempDir
    Path folder;

    private final StubServer server = new StubServer();
    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
        Files.writeString(person.home.resolve("brief.json"), "{\"premise\": \"x\"}");
        server.answer(API, 202, "application/json", "{\"storyId\": \"a-story-1\", \"state\": \"ACCEPTED\"}", Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int submit(String file) {
        return person.type("submit", file, "--url", server.url().toString() + "/");
    }

    @Test
    void aBriefIsSentAsItIsAndTheStoryIdIsPrinted() {
        person.environment.put("SHOWRUNNER_HTTP_TOKEN", "abc.def");

        assertThat(submit("brief.json")).isZero();

        assertThat(person.out()).isEqualToIgnoringNewLines("a-story-1  brief.json");
        assertThat(server.request(API))
                .isEqualTo(
                        new StubServer.Request("POST", "application/json", "Bearer abc.def", "{\"premise\": \"x\"}"));
    }

    @Test
    void theAddressComesFromTheSettings() {
        person.system.setProperty(
                "showrunner.http.port", Integer.toString(server.url().getPort()));

        assertThat(person.type("submit", "brief.json")).isZero();
        assertThat(server.request(API).authorization()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a.yaml, application/yaml", "a.yml, application/yaml", "a.MD, text/markdown"})
    void theNameTellsTheFormat(String name, String type) throws IOException {
        Files.writeString(person.home.resolve(name), "premise: é");

        assertThat(submit(name)).isZero();
        assertThat(server.request(API).contentType()).isEqualTo(type);
        assertThat(server.request(API).body()).isEqualTo("premise: é");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"title":"The brief is refused","detail":"sceneCount: 13 is not allowed"} | The brief is refused: sceneCount: 13 is not allowed
            409 | {"detail":"the same id with other content"}  | the same id with other content
            401 | {"title":"No token"}  | No token; set showrunner.http.token (SHOWRUNNER_HTTP_TOKEN) as it is set there
            429 | {"title":"The queue is full"}  | The queue is full; try again in 30 s
            500 | {}  | answers HTTP 500
            503 | <html>  | answers HTTP 503; try again in 30 s
            404 | <html>  | answers HTTP 404 without a reason; is this Showrunner?
            200 | <html>  | does not answer JSON; is this Showrunner?
            200 | {}  | the server answers without a storyId; is this Showrunner?
            """)
    void aRefusalIsToldInItsOwnWords(int status, String body, String words) {
        server.answer(API, status, "application/problem+json", body, Map.of("Retry-After", "30"));

        assertThat(submit("brief.json")).isEqualTo(1);

        assertThat(person.out()).isEmpty();
        assertThat(person.err().lines())
                .singleElement()
                .asString()
                .startsWith("showrunner: brief.json: ")
                .endsWith(words);
    }

    @Test
    void everyReasonOfARefusedBriefIsALineOfItsOwn() {
        String refusal = """
                {"title": "brief refused", "detail": "http.json is refused for 2 reasons, ...", "problems": ["a.", "b."]}
                """;
        server.answer(API, 400, "application/problem+json", refusal, Map.of());

        assertThat(submit("brief.json")).isEqualTo(1);

        assertThat(person.err().lines())
                .containsExactly("showrunner: brief.json: brief refused: a.", "showrunner: brief.json: b.");
    }

    @Test
    void anAddressThatWasGivenAndDoesNotAnswerIsAFailure() {
        server.close();

        assertThat(submit("brief.json")).isEqualTo(ExitStatus.NO_SERVER.code());

        assertThat(person.err()).contains("cannot reach " + server.url(), "connection refused");
        assertThat(person.home.resolve("inbox")).doesNotExist();
    }

    @Test
    void picturesGoWithTheBriefInOneForm() throws IOException {
        Files.writeString(person.home.resolve("wall.png"), "a picture");

        assertThat(person.type(
                        "submit",
                        "brief.json",
                        "--picture",
                        "wall.png",
                        "--json",
                        "--url",
                        server.url().toString()))
                .isZero();

        assertThat(server.request(API).contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(server.request(API).body())
                .contains("filename=\"brief.json\"", "{\"premise\": \"x\"}", "filename=\"wall.png\"", "a picture");
        assertThat(person.out()).contains("\"storyId\" : \"a-story-1\"");
    }

    @Test
    void oneBadFileDoesNotKeepTheOthersBack() throws IOException {
        Files.writeString(person.home.resolve("large.json"), "x".repeat(256 * 1024 + 1));
        Files.createDirectory(person.home.resolve("folder.json"));

        int code = person.type(
                "submit",
                "large.json",
                "folder.json",
                "nowhere.json",
                "brief.txt",
                "brief.json",
                "--url",
                server.url().toString());

        assertThat(code).isEqualTo(1);
        assertThat(person.out()).isEqualToIgnoringNewLines("a-story-1  brief.json");
        assertThat(person.err().lines())
                .containsExactly(
                        "showrunner: large.json: larger than 262144 bytes, which is the limit"
                                + " (showrunner.brief.max-size)",
                        "showrunner: folder.json: not a regular file",
                        "showrunner: nowhere.json: no such file: " + person.home.resolve("nowhere.json"),
                        "showrunner: brief.txt: not a brief: its name must end with .json, .yaml, .yml or .md");
    }
}
