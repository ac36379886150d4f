package io.showrunner.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.e2e.ApiDocument.Operation;
import io.showrunner.e2e.HttpTalk.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of requests to every operation of {@code config/openapi.yaml}, right ones and absurd ones, the same at each run: each gets an
 * answer that the document knows, none is a failure of the server.
 */
class ApiFuzzIT {
    private static final int ROUNDS = 8;
    private static final long SEED = 20261126;
    private static final List<String> WORDS = List.of(
            "story-none",
            "scene-001",
            "gpu0",
            "prompts",
            "cancel",
            "0123456789abcdef",
            "run-summary.txt",
            "..%2F..%2Fetc%2Fpasswd",
            "%00",
            "%0d%0aSet-Cookie:x=y",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%F0%9F%92%A9",
            "%E2%80%AE",
            "x".repeat(300),
            "-1",
            "0",
            "99999999999999999999",
            "a%20b",
            "$%7Bheader.x%7D",
            "%25");
    private static final List<String> TYPES = List.of(
            "application/json", "application/yaml", "text/markdown", "multipart/form-data; boundary=x", "text/plain");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "{\"priority\": \"low\"}",
            "{\"priority\": [5]}",
            "{\"token\": 5}",
            "{\"id\": \"gpu9\", \"url\": \"http://127.0.0.1:1\", \"slots\": 0}",
            "{\"id\": \"../x\", \"url\": \"file:///etc/passwd\"}",
            SmallBrief.json("fuzz", "The Wall"),
            SmallBrief.yaml("fuzz-2", "The Wall"),
            "{\"premise\": \"" + "x".repeat(3_000) + "\"}",
            "{\"a\":".repeat(200),
            "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../b.json\"\r\n\r\n{}\r\n--x--\r\n",
            "\u0000\u0001\u00ff",
            "${bean:camelContext.stop}");

    private static final ApiDocument DOCUMENT = ApiDocument.read(Path.of("config/openapi.yaml"));

    private static TestStudio studio;
    private static HttpTalk http;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1).start();
        http = new HttpTalk(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void answersEveryRequestAsDocumentedAndFailsAtNone() {
        List<String> faults = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Operation operation : operations()) {
                String path = path(operation);
                String[] headers = headers(operation);
                byte[] body = body(operation);
                Reply reply = http.send(operation.method(), path, body, headers);
                if (isFaulty(operation, reply)) {
                    faults.add(String.join("\n", operation.method() + " " + path, String.join("\n", headers))
                            + "\n" + new String(body, UTF_8)
                            + "\n-> " + reply.status() + " " + reply.body()
                            + "\n" + DOCUMENT.faults(operation, reply));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(http.get("/api/stories").status()).isEqualTo(200);
    }

    /** Those whose answers come to an end. */
    private static List<Operation> operations() {
        return DOCUMENT.operations().stream()
                .filter(each -> !each.node().at("/responses/200/content").has("text/event-stream"))
                .toList();
    }

    /** A failure of the server that is not a word to come again, an answer that is not documented, or one that tells too much. */
    private static boolean isFaulty(Operation operation, Reply reply) {
        return (reply.status() >= 500 && reply.header("Retry-After") == null)
                || !DOCUMENT.faults(operation, reply).isEmpty()
                || List.of("Exception", "\tat ", "io.showrunner").stream().anyMatch(reply.body()::contains);
    }

    private String path(Operation operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", value(parameter));
            } else if (parameter.path("in").asText().equals("query") && random.nextBoolean()) {
                query.add(name + "=" + value(parameter));
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** One that is allowed, or one that may not be. */
    private String value(JsonNode parameter) {
        JsonNode allowed = DOCUMENT.resolved(parameter.path("schema")).path("enum");
        return allowed.isArray() && random.nextInt(3) > 0
                ? allowed.get(random.nextInt(allowed.size())).asText()
                : one(WORDS);
    }

    private String[] headers(Operation operation) {
        List<String> headers = new ArrayList<>(List.of("Content-Type: " + one(TYPES)));
        operation.parameters().stream()
                .filter(each -> each.path("in").asText().equals("header") && random.nextBoolean())
                .forEach(each -> headers.add(each.path("name").asText() + ": " + one(WORDS)));
        return headers.toArray(String[]::new);
    }

    private byte[] body(Operation operation) {
        return operation.node().has("requestBody") || random.nextInt(10) == 0
                ? one(BODIES).getBytes(UTF_8)
                : new byte[0];
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
