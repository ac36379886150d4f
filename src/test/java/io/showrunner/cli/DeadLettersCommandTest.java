package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.health.StubServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {
    private static final String API = "/api/dead-letters";
    private static final String LETTER = """
            {"id": "00000000000000a1", "queue": "showrunner.scenes", "storyId": "story-bees", "sceneId": "scene-002",
             "causes": ["IllegalStateException: damaged", "IOException: x"], "failures": 6,
             "lastFailureAt": "2026-11-26T02:00:00Z"}
            """;

    @TempDir
    Path folder;

    private final StubServer server = new StubServer();
    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
        server.answer(API, "[" + LETTER + "]");
        server.answer(API + "/00000000000000a1/retry", 202, "application/json", LETTER, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theyAreListedWithTheirCauseWhenNothingElseIsSaid() {
        assertThat(type()).isZero();

        assertThat(person.out())
                .isEqualToIgnoringNewLines("00000000000000a1  showrunner.scenes  story-bees/scene-002"
                        + "  6 failures, last 2026-11-26T02:00:00Z  IllegalStateException: damaged");
    }

    @Test
    void thatThereAreNoneIsSaid() {
        server.answer(API, "[]");

        assertThat(type("list")).isZero();

        assertThat(person.out()).isEqualToIgnoringNewLines("no dead letters");
    }

    @Test
    void asJsonTheyAreWhatTheServerSays() {
        assertThat(type("list", "--json")).isZero();

        assertThat(person.out()).startsWith("[ {").contains("\"id\" : \"00000000000000a1\"", "\"IOException: x\"");
    }

    @Test
    void oneIsSentAgainWithTheTokenOfTheSettings() {
        person.environment.put("SHOWRUNNER_HTTP_TOKEN", "abc.def");

        assertThat(type("retry", "00000000000000a1")).isZero();

        assertThat(server.request(API + "/00000000000000a1/retry"))
                .isEqualTo(new StubServer.Request("POST", null, "Bearer abc.def", ""));
        assertThat(person.out()).isEqualToIgnoringNewLines("00000000000000a1  sent to showrunner.scenes again");
    }

    @Test
    void oneIsDropped() {
        server.answer(API + "/00000000000000a1", 200, "application/json", "", Map.of());

        assertThat(type("drop", "00000000000000a1")).isZero();

        assertThat(server.request(API + "/00000000000000a1").method()).isEqualTo("DELETE");
        assertThat(person.out()).isEqualToIgnoringNewLines("00000000000000a1  dropped");
    }

    @Test
    void anUnknownOneIsToldInTheWordsOfTheServer() {
        server.answer(
                API + "/a b/retry",
                404,
                "application/problem+json",
                "{\"title\": \"no such dead letter\", \"detail\": \"There is no dead letter a b.\"}",
                Map.of());

        assertThat(type("retry", "a b")).isEqualTo(1);

        assertThat(person.err())
                .isEqualToIgnoringNewLines("showrunner: no such dead letter: There is no dead letter a b.");
    }

    @Test
    void withoutAnIdNothingIsRetriedOrDropped() {
        assertThat(type("retry")).isEqualTo(2);
        assertThat(type("drop")).isEqualTo(2);
    }

    private int type(String... arguments) {
        return person.type(Stream.of(
                        Stream.of("dead-letters"),
                        Stream.of(arguments),
                        Stream.of("--url", server.url().toString()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }
}
