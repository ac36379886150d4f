package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.health.StubServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a person sees a story come along; between two looks, the story goes on. */
class StoryWatchTest {
    private static final String STORY = "/api/stories/story-bees";
    private static final String SCENES = """
            [{"sceneId": "scene-001", "expectedFrames": 20}, {"sceneId": "scene-002", "expectedFrames": 20}]
            """;

    private final StubServer server = new StubServer();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Runnable> betweenLooks = new ArrayDeque<>();
    private Optional<Duration> most = Optional.empty();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void withoutATerminalWhatHasHappenedIsALineUntilTheEnd() throws Exception {
        server.answer("/api/running", "[]").answer(STORY + "/scenes", SCENES);
        story("ACCEPTED", 0, 0);
        then(() -> {
            server.answer("/api/running", """
                    [{"storyId": "story-bees", "sceneId": "scene-001", "instance": "gpu0", "executing": true, "progress": 0.5}]
                    """);
            story("WRITTEN", 0, 2, scene(1, "RUNNING"), scene(2, "WAITING"));
        });
        then(() -> story("WRITTEN", 0, 2, scene(1, "RUNNING"), scene(2, "WAITING")));
        then(() -> story("INCOMPLETE", 1, 2, scene(1, "PUBLISHED"), scene(2, "FAILED")));

        List<JsonNode> ended = watch(false);

        assertThat(text().lines())
                .containsExactly(
                        "story-bees: accepted, 0/0 scenes",
                        "story-bees Bees   [31m: written, 0/2 scenes, about 4 min left",
                        "scene-001 \"Wax [2J\" 10/20 rendering on gpu0",
                        "scene-002 \"Wax [2J\" 0/20 waiting",
                        "story-bees Bees   [31m: incomplete, 1/2 scenes",
                        "scene-001 \"Wax [2J\" 20/20 published",
                        "scene-002 \"Wax [2J\" 0/20 failed: out of memory",
                        "story-bees: LLM_FAILURE: no model  answered");
        assertThat(ExitStatus.of(ended)).isEqualTo(ExitStatus.STORY_FAILED);
    }

    @Test
    void onATerminalTheStoryAndEachSceneHasABarThatObeysNobody() throws Exception {
        server.answer("/api/running", "[]").answer(STORY + "/scenes", SCENES);
        story("FINISHED", 2, 2, scene(1, "PUBLISHED"), scene(2, "PUBLISHED"));

        List<JsonNode> ended = watch(true);

        assertThat(text())
                .contains("story-bees Bees", "2/2 ", "finished", "scene-001 Wax", "20/20 ", "published")
                .doesNotContain("\033[31m", "\033[2J", "\u009b");
        assertThat(ExitStatus.of(ended)).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void aServerThatIsAwayIsWaitedForAndThatIsSaidOnce() throws Exception {
        server.answer("/api/running", 503, "application/problem+json", "{\"title\": \"stopping\"}", Map.of());
        then(() -> server.answer("/api/running", 404, "text/html", "<html>", Map.of()));
        then(() -> {
            server.answer("/api/running", "[]").answer(STORY + "/scenes", SCENES);
            story("CANCELLED", 0, 0);
        });

        List<JsonNode> ended = watch(false);

        assertThat(text().lines())
                .containsExactly(
                        "stopping; try again later",
                        "waiting for the server",
                        "story-bees: cancelled, 0/0 scenes",
                        "story-bees: LLM_FAILURE: no model  answered",
                        "the server answers again");
        assertThat(ExitStatus.of(ended)).isEqualTo(ExitStatus.STORY_CANCELLED);
    }

    @Test
    void aStoryThatTakesTooLongIsLeftAsItIs() throws Exception {
        server.answer("/api/running", "[]");
        story("WRITTEN", 0, 0);
        most = Optional.of(Duration.ZERO);

        List<JsonNode> seen = watch(false);

        assertThat(text()).contains("the time is up: story-bees goes on without being followed");
        assertThat(ExitStatus.of(seen)).isEqualTo(ExitStatus.NOT_ENDED);
    }

    @Test
    void aStoryThatIsNotThereEndsIt() {
        server.answer("/api/running", "[]");
        server.answer(STORY, 404, "application/problem+json", "{\"title\": \"no such story\"}", Map.of());

        assertThatThrownBy(() -> watch(false))
                .isInstanceOf(ApiClient.Refusal.class)
                .hasMessage("no such story");
    }

    private List<JsonNode> watch(boolean live) throws Exception {
        ApiClient api = new ApiClient(server.url(), "", Optional.empty());
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Clock clock = Clock.fixed(Instant.parse("2026-11-26T01:00:00Z"), ZoneOffset.UTC);
        try (ProgressView view = ProgressView.open(out, live)) {
            return new StoryWatch(
                            api,
                            new StoryProgressView(view, live, true, clock),
                            view,
                            time -> betweenLooks.remove().run(),
                            most)
                    .follow(List.of("story-bees"));
        }
    }

    private void then(Runnable step) {
        betweenLooks.add(step);
    }

    private void story(String state, int published, int total, String... scenes) {
        String title = total == 0 ? "null" : "\"Bees \\u009b\\u001b[31m\"";
        String eta = state.equals("WRITTEN") ? ", \"eta\": {\"p50\": \"2026-11-26T01:04:30Z\"}" : "";
        server.answer(STORY, """
                {"storyId": "story-bees", "state": "%s", "title": %s, "scenes": {"published": %d, "total": %d},
                 "warnings": ["LLM_FAILURE: no model\\u001b answered"], "sceneList": [%s]%s}
                """.formatted(state, title, published, total, String.join(",", scenes), eta));
    }

    private static String scene(int number, String state) {
        return """
                {"sceneId": "scene-00%d", "title": "Wax\\u001b[2J", "state": "%s", "message": "out of memory"}
                """.formatted(number, state);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
