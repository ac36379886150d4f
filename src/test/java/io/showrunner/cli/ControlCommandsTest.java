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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that show and change what is to happen. */
class ControlCommandsTest {
    private static final String STORY = "/api/stories/story-bees";
    private static final String STAGES = """
            [{"stage": "render", "held": true, "message": "takes no work: paused by a person",
              "holds": [{"cause": "PAUSED", "since": "2026-11-26T01:00:00Z"}]},
             {"stage": "write", "held": false, "message": "takes work", "holds": []}]
            """;

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

    @ParameterizedTest
    @CsvSource({
        "cancel story-bees, /cancel",
        "pause story-bees, /pause",
        "resume story-bees/scene-001, /scenes/scene-001/resume",
        "retry story-bees/scene-001, /scenes/scene-001/retry",
        "front story-bees, /front",
        "back story-bees/scene-001, /scenes/scene-001/back"
    })
    void aChangeIsPostedAndItsAnswerPrinted(String command, String path) {
        server.answer(
                STORY + path,
                "{\"message\": \"it is so\", \"changed\": [{\"sceneId\": \"scene-001\", \"state\": \"WAITING\"}]}");

        assertThat(type(command.split(" "))).isZero();

        assertThat(person.out().lines()).containsExactly("it is so", "  scene-001  WAITING");
        assertThat(server.request(STORY + path)).isEqualTo(new StubServer.Request("POST", null, null, ""));
    }

    @Test
    void theNodesAreShownWithWhatTheyDo() {
        server.answer("/api/cluster", """
                {"node": "ann", "nodes": [
                 {"name": "ann", "url": "http://127.0.0.1:8080/", "since": "2026-11-27T01:00:00.5Z", "alive": true,
                  "leads": true, "drives": ["gpu0", "gpu1"]},
                 {"name": "bob", "url": "http://127.0.0.1:8081/", "since": "2026-11-27T01:00:00Z", "alive": false,
                  "leads": false, "drives": []},
                 {"name": "cyd", "url": "http://127.0.0.1:8082/", "since": "2026-11-27T01:00:00Z", "alive": true,
                  "leads": false, "drives": ["gpu2"], "trouble": "node cyd hangs"}]}
                """);

        assertThat(type("nodes")).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "NODE  SINCE                 STATE  DRIVES     ADDRESS",
                        "ann   2026-11-27T01:00:00Z  leads  gpu0,gpu1  http://127.0.0.1:8080/",
                        "bob   2026-11-27T01:00:00Z  gone   -          http://127.0.0.1:8081/",
                        "cyd   2026-11-27T01:00:00Z  hangs  gpu2       http://127.0.0.1:8082/",
                        "node cyd hangs");
    }

    @Test
    void aShowrunnerThatIsAloneSaysSo() {
        server.answer("/api/cluster", "{\"node\": null, \"nodes\": []}");

        assertThat(type("nodes")).isZero();

        assertThat(person.out()).contains("this Showrunner is alone");
    }

    @Test
    void aPriorityIsPut() {
        server.answer(STORY + "/priority", "{\"message\": \"wanted\", \"changed\": []}");

        assertThat(type("priority", "story-bees", "High")).isZero();

        assertThat(server.request(STORY + "/priority"))
                .isEqualTo(new StubServer.Request("PUT", "application/json", null, "{\"priority\":\"high\"}"));
    }

    @Test
    void aStageIsPausedAndWhatStillHoldsItIsSaid() {
        server.answer("/api/stages/all/pause", STAGES);

        assertThat(type("pause", "--stage", "all")).isZero();

        assertThat(person.out().lines())
                .containsExactly("render takes no work: paused by a person", "write takes work");
    }

    @Test
    void theStagesAreATable() {
        server.answer("/api/stages", STAGES);

        assertThat(type("stages")).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "STAGE   SINCE                 STATE",
                        "render  2026-11-26T01:00:00Z  takes no work: paused by a person",
                        "write   -                     takes work");
    }

    @Test
    void theQueueIsATableInRunOrder() {
        server.answer("/api/forecast", """
                {"line": "4 rendering, 6 queued, about 3m50s, at most 5m10s in 9 of 10 cases",
                 "backlog": {"basis": "12 measured scenes of smoke"}, "lastWrong": "never wrong so far",
                 "scenesPerHour": {"executed": 12, "possible": 57.4},
                 "expectations": [{"deviation": "a scene of smoke takes 2m05s on average"}, {"deviation": null}]}
                """);
        server.answer("/api/queue", """
                {"waiting": 1, "paused": 1, "scenes": [
                 {"position": 1, "storyId": "story-bees", "sceneId": "scene-002", "title": "Wax\\u001b[31m",
                  "priority": "low", "urgency": "front", "state": "WAITING", "waitingSince": "2026-11-26T01:00:00Z"},
                 {"position": null, "storyId": "story-bees", "sceneId": "scene-001", "title": "Honey",
                  "priority": "low", "urgency": "low", "state": "PAUSED", "waitingSince": "2026-11-26T02:00:00Z"}]}
                """);

        assertThat(type("queue", "--limit", "2")).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "4 rendering, 6 queued, about 3m50s, at most 5m10s in 9 of 10 cases",
                        "  12 measured scenes of smoke; never wrong so far",
                        "  12 scenes in the last hour, 57 possible",
                        "  a scene of smoke takes 2m05s on average",
                        "1 waiting, 1 paused",
                        "#  SCENE                 STATE    PRIORITY  URGENCY  SINCE                 TITLE",
                        "1  story-bees/scene-002  WAITING  low       front    2026-11-26T01:00:00Z  Wax [31m",
                        "-  story-bees/scene-001  PAUSED   low       low      2026-11-26T02:00:00Z  Honey");
    }

    @Test
    void theStoriesAreATable() {
        server.answer("/api/forecast", "{\"line\": \"nothing to render\", \"backlog\": null}");
        server.answer("/api/stories", """
                [{"storyId": "story-bees", "state": "WRITTEN", "priority": "high", "title": "Bees", "storySource": "template",
                  "scenes": {"published": 1, "total": 3}},
                 {"storyId": "story-ants", "state": "WRITING", "priority": "low", "title": "Ants",
                  "scenes": {"published": 0, "written": 2, "total": 6}},
                 {"storyId": "story-wasps", "state": "ACCEPTED", "priority": "low", "title": null,
                  "scenes": {"published": 0, "total": 0}}]
                """);

        assertThat(type("status")).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "nothing to render",
                        "STORY        STATE        PUBLISHED  PRIORITY  WORDS     TITLE",
                        "story-bees   WRITTEN      1/3        high      template  Bees",
                        "story-ants   WRITING 2/6  0/6        low       -         Ants",
                        "story-wasps  ACCEPTED     0/0        low       -         -");
    }

    @Test
    void aStoryIsShownWithItsScenes() {
        server.answer(STORY, """
                {"storyId": "story-bees", "state": "INCOMPLETE", "priority": "high", "title": "Bees",
                 "scenes": {"published": 0, "total": 1}, "message": "scene-001: out of memory", "folder": "/stories/x",
                 "storySource": "template", "warnings": ["LLM_FAILURE: no model answered; template 'drama'"],
                 "eta": {"p50": "2026-11-26T01:00:00.123Z", "p90": "2026-11-26T01:02:00Z",
                         "basis": "12 measured scenes of smoke", "lastWrong": "never wrong so far"},
                 "sceneList": [{"sceneId": "scene-001", "title": "Honey", "state": "FAILED", "attempts": 2,
                                "message": "out of memory"}]}
                """);

        assertThat(type("status", "story-bees")).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "story-bees  INCOMPLETE, 0/1 scenes published, priority high",
                        "scene-001: out of memory",
                        "words from: template",
                        "  LLM_FAILURE: no model answered; template 'drama'",
                        "done about 2026-11-26T01:00:00Z, by 2026-11-26T01:02:00Z in 9 of 10 cases"
                                + " (12 measured scenes of smoke; never wrong so far)",
                        "/stories/x",
                        "SCENE      STATE   ATTEMPTS  TITLE  MESSAGE",
                        "scene-001  FAILED  2         Honey  out of memory");
    }

    @Test
    void aSceneThatIsExecutedShowsHowManyOfItsFramesAreHere() {
        server.answer(STORY, """
                {"storyId": "story-bees", "state": "RENDERING", "priority": "high", "title": "Bees",
                 "scenes": {"published": 0, "total": 1}, "message": null, "folder": "/stories/x",
                 "sceneList": [{"sceneId": "scene-001", "title": "Honey", "state": "RUNNING", "attempts": 1, "message": null,
                                "framesStaged": {"count": 7, "newest": "scenes/scene-001/attempts/1/early/f_00007_.png"}}]}
                """);

        assertThat(type("status", "story-bees")).isZero();

        assertThat(person.out())
                .contains(
                        "RUNNING  1         Honey  7 frames here, newest scenes/scene-001/attempts/1/early/f_00007_.png");
    }

    @Test
    void aFinishedStoryShowsWhatIsMadeOfItAndWhereThatLies() {
        server.answer(STORY, """
                {"storyId": "story-bees", "state": "FINISHED", "priority": "high", "title": "Bees",
                 "scenes": {"published": 1, "total": 1}, "message": null, "folder": "/stories/x", "sceneList": [],
                 "delivery": {"message": "making film.mp4: ffmpeg encodes 420 frames", "since": "2026-11-26T01:00:00.123Z",
                              "files": ["poster.png"]}}
                """);

        assertThat(type("status", "story-bees")).isZero();

        assertThat(person.out().lines())
                .containsExactly(
                        "story-bees  FINISHED, 1/1 scenes published, priority high",
                        "making film.mp4: ffmpeg encodes 420 frames, since 2026-11-26T01:00:00Z",
                        "  /stories/x/poster.png",
                        "/stories/x");
    }

    @Test
    void asJsonAnAnswerIsWhatTheServerSays() {
        server.answer("/api/stages", STAGES);

        assertThat(type("stages", "--json")).isZero();

        assertThat(person.out()).startsWith("[ {").contains("\"cause\" : \"PAUSED\"");
    }

    @Test
    void aRefusalIsToldInItsOwnWords() {
        server.answer(
                STORY + "/cancel",
                409,
                "application/problem+json",
                "{\"title\": \"not possible now\", \"detail\": \"there is nothing left to cancel\"}",
                Map.of());

        assertThat(type("cancel", "story-bees")).isEqualTo(1);

        assertThat(person.err())
                .isEqualToIgnoringNewLines("showrunner: not possible now: there is nothing left to cancel");
    }
}
