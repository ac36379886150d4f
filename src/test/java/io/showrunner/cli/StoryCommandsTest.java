package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.health.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about what a story consists of, and those that show the rest of the system. */
class StoryCommandsTest {
    private static final String STORY = "/api/stories/story-bees";

    @TempDir
    Path folder;

    private final StubServer server = new StubServer();
    private CommandLineUse person;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int type(String... arguments) {
        return person.type(Stream.concat(
                        Stream.of(arguments), Stream.of("--url", server.url().toString()))
                .toArray(String[]::new));
    }

    @Test
    void theScenesAreATableAndOneOfThemIsAllOfIt() {
        server.answer(STORY + "/scenes", """
                [{"sceneId": "scene-001", "state": "PUBLISHED", "expectedFrames": 2, "frames": ["a.png", "b.png"],
                  "title": "Wax", "prompt": "bees\\u001b[2J"}]
                """);
        server.answer(
                STORY + "/scenes/scene-001",
                "{\"sceneId\": \"scene-001\", \"frames\": [\"a.png\"], \"palette\": null}");

        assertThat(type("scenes", "story-bees")).isZero();
        assertThat(person.out().lines())
                .containsExactly(
                        "SCENE      STATE      FRAMES  TITLE  PROMPT", "scene-001  PUBLISHED  2/2     Wax    bees [2J");

        assertThat(type("scenes", "story-bees/scene-001")).isZero();
        assertThat(person.out().lines()).containsExactly("sceneId: scene-001", "frames:", "  - a.png", "palette: -");
    }

    @Test
    void filesAreSavedBelowTheFolderThatIsMeant() {
        server.answer(STORY + "/files", """
                [{"path": "film.mp4", "bytes": 4}, {"path": "scenes/scene-001/f 1.png", "bytes": 5},
                 {"path": "scenes/scene-002/f.png", "bytes": 5}]
                """);
        server.answer(STORY + "/files/film.mp4", 200, "video/mp4", "film", Map.of());
        server.answer(STORY + "/files/scenes/scene-001/f 1.png", 200, "image/png", "frame", Map.of());

        assertThat(type("download", "story-bees", "film.mp4", "scenes/scene-001", "--to", "here"))
                .isZero();

        Path here = person.home.resolve("here");
        assertThat(person.out().lines())
                .containsExactly(
                        here.resolve("film.mp4").toString(),
                        here.resolve("scenes/scene-001/f 1.png").toString());
        assertThat(here.resolve("film.mp4")).hasContent("film");
        assertThat(here.resolve("scenes/scene-001/f 1.png")).hasContent("frame");
        assertThat(here.resolve("scenes/scene-002")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereAndOneThatWouldLieOutsideAreRefused() {
        server.answer(STORY + "/files", "[{\"path\": \"../../evil\", \"bytes\": 4}]");

        assertThat(type("download", "story-bees", "film.mp4")).isEqualTo(1);
        assertThat(person.err()).contains("story-bees has no file film.mp4; `showrunner files story-bees` lists them");

        assertThat(type("download", "story-bees")).isEqualTo(1);
        assertThat(person.err()).contains("outside of the story");
        assertThat(Files.exists(folder.resolve("evil"))).isFalse();
    }

    @Test
    void deletedStoriesAreNamed() {
        server.answer(STORY, 204, "text/plain", "", Map.of());

        assertThat(type("delete", "story-bees")).isZero();

        assertThat(person.out()).isEqualToIgnoringNewLines("story-bees  deleted");
        assertThat(server.request(STORY).method()).isEqualTo("DELETE");
    }

    @Test
    void eventsAreALineEachOrTheJsonThatTheyAre() {
        server.answer("/api/events", 200, "text/event-stream", """
                retry: 2000

                id: a-1
                data: {"type":"reset"}

                :

                id: a-2
                data: {"type":"story","storyId":"story-bees","state":"WRITTEN\\u001b[2J"}

                """, Map.of());

        assertThat(type("events", "--count", "1")).isZero();
        assertThat(person.out()).matches("[0-9:]{5,8}  story  story-bees  WRITTEN \\[2J\n");

        assertThat(type("events", "--count", "2", "--json")).isZero();
        assertThat(person.out().lines())
                .containsExactly(
                        "{\"type\":\"reset\"}",
                        "{\"type\":\"story\",\"storyId\":\"story-bees\",\"state\":\"WRITTEN\\u001B[2J\"}");
    }

    @Test
    void whatIsRenderedTheRoutesAndTheModelsAreTables() {
        server.answer("/api/running", """
                [{"storyId": "story-bees", "sceneId": "scene-001", "instance": "gpu0", "executing": true, "progress": 0.456},
                 {"storyId": "story-bees", "sceneId": "scene-002", "instance": "gpu1", "executing": false, "progress": 0}]
                """);
        server.answer("/api/routes", """
                [{"id": "write-story", "state": "Started", "exchanges": 3, "failed": 0, "inFlight": 1, "meanSeconds": 1.23456,
                  "longestSeconds": 2, "file": "routes/write-story.camel.yaml"}]
                """);
        server.answer("/api/llm", """
                {"parked": 2, "providers": [{"provider": "ollama", "state": "not asked yet; speed not measured", "breaker": "CLOSED", "replies": 0, "failures": 1,
                 "model": "mistral", "url": "http://127.0.0.1:11434"}]}
                """);

        assertThat(type("running")).isZero();
        assertThat(person.out())
                .contains("story-bees/scene-001  gpu0    46 %", "story-bees/scene-002  gpu1    waits there");
        assertThat(type("routes")).isZero();
        assertThat(person.out()).contains("write-story  Started  3          0       1    1.235   2.000");
        assertThat(type("llm")).isZero();
        assertThat(person.out())
                .contains(
                        "http://127.0.0.1:11434  not asked yet; speed not measured",
                        "2 stories wait for a language model");
    }

    @Test
    void theStoriesAreFiltered() {
        server.answer("/api/stories", "[]");

        assertThat(type("status", "--state", "finished", "--text", "a b", "--watch"))
                .isZero();

        assertThat(person.out()).isEqualToIgnoringNewLines("no stories");
    }

    @Test
    void aServerThatIsNotThereHasACodeOfItsOwn() {
        server.close();

        assertThat(type("alerts")).isEqualTo(ExitStatus.NO_SERVER.code());
        assertThat(person.err().lines()).singleElement().asString().contains("is Showrunner running there?");
    }

    @Test
    void jsonHasNothingThatATerminalObeys() {
        server.answer("/api/alerts", "[{\"message\": \"a\\u001b[2J\\u009b2J\\u202e\"}]");

        assertThat(type("alerts", "--json")).isZero();

        assertThat(person.out()).contains("a\\u001B[2J\\u009b2J\\u202e").doesNotContain("\u009b", "\u202e", "\033");
    }
}
