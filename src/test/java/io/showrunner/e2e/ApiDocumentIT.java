package io.showrunner.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.broker.DeadLetter;
import io.showrunner.broker.DeadLetters;
import io.showrunner.e2e.ApiDocument.Operation;
import io.showrunner.e2e.HttpTalk.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code config/openapi.yaml} says what the HTTP API does: every operation of it, and every reply. */
class ApiDocumentIT {
    private static final byte[] NOTHING = new byte[0];
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");

    private static final ApiDocument DOCUMENT = ApiDocument.read(Path.of("config/openapi.yaml"));

    private static TestStudio studio;
    private static HttpTalk http;

    private final Set<String> tried = new TreeSet<>();

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 2)
                .with("showrunner.capacity.profile", "dev")
                .start();
        http = new HttpTalk(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void hasEveryOperationOfTheRestDslAndTheRouterAndNoOther() {
        // Given
        Set<String> documented =
                DOCUMENT.operations().stream().map(Operation::signature).collect(Collectors.toCollection(TreeSet::new));

        // When
        ServedOperations served = new ServedOperations(studio.pipeline());

        // Then
        assertThat(documented).containsAll(served.ofTheDsl());
        assertThat(ServedOperations.verbsAndPaths(documented)).isEqualTo(served.ofTheRouter());
    }

    @Test
    void namesEveryPartOfAPathAndEveryOperationOnce() {
        for (Operation operation : DOCUMENT.operations()) {
            Matcher names = IN_BRACES.matcher(operation.path());
            assertThat(operation.pathNames())
                    .as(operation.signature())
                    .containsExactlyElementsOf(new TreeSet<>(
                            names.results().map(each -> each.group(1)).toList()));
        }
        assertThat(DOCUMENT.operations())
                .extracting(Operation::id)
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void holdsForAReplyOfEachOperation() throws IOException {
        // Given
        Reply submitted = ask("POST", "/api/stories", SmallBrief.json("one", "The Wall", "The Hand"), 202);
        ask("POST", "/api/stories", SmallBrief.json("one", "The Wall", "The Hand"), 200);
        String story = "/api/stories/" + submitted.json().path("storyId").asText();
        studio.finishedStory("one");
        keepDeadLetter("00000000000000a1");
        keepDeadLetter("00000000000000a2");
        await().atMost(TestStudio.PATIENCE)
                .until(() -> http.get("/api/fleet/gpu1").body(), body -> body.contains("\"UP\""));

        // When
        documents();
        stories(story);
        approval();
        queue();
        servers();
        deadLetters();
        ask("DELETE", story, null, 204);

        // Then
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        DOCUMENT.operations().stream().map(Operation::id).toList());
    }

    private void documents() throws IOException {
        ask("GET", "/api/brief-rules", null, 200);
        ask("GET", "/api/cluster", null, 200);
        try (EventStream events = new EventStream(studio.pipeline().port(), null)) {
            Operation operation = DOCUMENT.operation("GET", "/api/events");
            assertThat(operation.node().at("/responses/200/content").has(events.contentType()))
                    .isTrue();
            tried.add(operation.id());
        }
        ask("GET", "/api/openapi.yaml", null, 200);
        ask("GET", "/api/openapi.json", null, 200);
        ask("GET", "/api/schemas/brief.schema.json", null, 200);
        ask("GET", "/api/session", null, 200);
        ask("POST", "/api/session", "{}", 200);
        ask("DELETE", "/api/session", null, 204);
    }

    private void stories(String story) {
        ask("GET", "/api/stories", null, 200);
        ask("GET", "/api/stories?limit=0", null, 400);
        ask("GET", story, null, 200);
        ask("GET", "/api/stories/story-none", null, 404);
        ask("GET", story + "/scenes", null, 200);
        ask("GET", story + "/scenes/scene-001", null, 200);
        ask("GET", story + "/scenes/scene-999", null, 404);
        ask("GET", story + "/timeline", null, 200);
        ask("GET", story + "/files", null, 200);
        ask("GET", story + "/files/run-summary.txt", null, 200);
        ask("GET", story + "/files/nothing.txt", null, 404);
        ask("HEAD", story + "/files/run-summary.txt", null, 200);
        ask("POST", "/api/stages/render/pause", null, 200);
        Reply waiting = ask("POST", "/api/stories", SmallBrief.json("two", "The Lamp"), 202);
        String second = "/api/stories/" + waiting.json().path("storyId").asText();
        await().atMost(TestStudio.PATIENCE)
                .until(() -> http.get("/api/queue").json().path("waiting").asInt() == 1);
        ask("GET", "/api/queue", null, 200);
        ask("GET", "/api/running", null, 200);
        ask("GET", "/api/forecast", null, 200);
        ask("GET", second, null, 200);
        ask("POST", second + "/front", null, 200);
        ask("PUT", second + "/priority", "{\"priority\": \"high\"}", 200);
        ask("PUT", second + "/scenes/scene-001/priority", "{\"priority\": \"low\"}", 200);
        ask("PUT", second + "/scenes/scene-001/priority", "{\"priority\": \"soon\"}", 400);
        ask("POST", second + "/scenes/scene-001/pause", null, 200);
        ask("GET", "/api/queue?limit=1", null, 200);
        ask("POST", second + "/cancel", null, 200);
        ask("POST", second + "/cancel", null, 409);
        ask("POST", "/api/stages/render/resume", null, 200);
    }

    private void approval() {
        Reply asked = ask("POST", "/api/stories", SmallBrief.jsonWith("three", "approval", true), 202);
        String story = "/api/stories/" + asked.json().path("storyId").asText();
        await().atMost(TestStudio.PATIENCE)
                .until(() -> http.get(story).json().path("state").asText().equals("AWAITING_APPROVAL"));
        ask("GET", story, null, 200);
        ask("GET", story + "/scenes", null, 200);
        ask("PUT", story + "/scenes", "[{\"sceneId\": \"scene-001\", \"title\": \"The Book\", \"seed\": 7}]", 200);
        ask("PUT", story + "/scenes", "[]", 400);
        ask("POST", story + "/pause", null, 409);
        ask("POST", story + "/approve", null, 200);
        ask("POST", story + "/approve", null, 409);
        ask("PUT", story + "/scenes", "[]", 409);
        studio.finishedStory("three");
    }

    private void queue() {
        ask("GET", "/api/stages", null, 200);
        ask("GET", "/api/capacity", null, 200);
        ask("GET", "/api/alerts", null, 200);
        ask("GET", "/api/routes", null, 200);
        ask("GET", "/api/health", null, 200);
    }

    private void servers() {
        ask("GET", "/api/fleet", null, 200);
        ask("GET", "/api/fleet/gpu0", null, 200);
        ask("GET", "/api/fleet-samples", null, 200);
        ask("GET", "/api/llm", null, 200);
        for (String action : List.of("drain", "resume", "free", "probe", "reset-breaker", "drain")) {
            ask("POST", "/api/fleet/gpu1/" + action, null, 200);
        }
        String url = studio.gpu(1).url().toString();
        ask("DELETE", "/api/fleet/gpu1", null, 204);
        ask("DELETE", "/api/fleet/gpu1", null, 404);
        ask("POST", "/api/fleet", "{\"id\": \"gpu2\", \"url\": \"" + url + "\"}", 201);
        ask("POST", "/api/fleet", "{}", 400);
        ask("GET", "/api/caches", null, 200);
        ask("DELETE", "/api/caches/prompts", null, 200);
        ask("DELETE", "/api/caches/others", null, 404);
    }

    private void deadLetters() {
        ask("GET", "/api/dead-letters", null, 200);
        ask("GET", "/api/dead-letters/00000000000000a1", null, 200);
        ask("POST", "/api/dead-letters/00000000000000a1/retry", null, 202);
        ask("DELETE", "/api/dead-letters/00000000000000a2", null, 204);
        ask("GET", "/api/dead-letters/none", null, 404);
    }

    private Reply ask(String method, String path, String body, int status) {
        Operation operation = DOCUMENT.operation(method, path);
        Reply reply = http.send(
                method,
                path,
                body == null ? NOTHING : body.getBytes(UTF_8),
                "Content-Type: application/json",
                "If-Match: *");
        assertThat(reply.status()).as(method + " " + path + " " + reply.body()).isEqualTo(status);
        assertThat(DOCUMENT.faults(operation, reply))
                .as(method + " " + path + " " + reply.body())
                .isEmpty();
        if (status < 300) {
            tried.add(operation.id());
        }
        return reply;
    }

    private static void keepDeadLetter(String id) {
        String scene = "{\"storyId\": \"story-gone\", \"sceneId\": \"scene-001\"}";
        new DeadLetters(studio.home().resolve("data/dead-letters"))
                .keep(new DeadLetter(
                        id,
                        "showrunner.scenes",
                        scene,
                        true,
                        4,
                        "story-gone",
                        "scene-001",
                        "take-scene-gpu0",
                        List.of("IllegalStateException: no"),
                        3,
                        Instant.EPOCH,
                        Instant.EPOCH));
    }
}
