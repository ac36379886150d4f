package io.showrunner.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.e2e.HttpTalk.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a finished story has to read over HTTP: pages of the list, scenes, files; and answers that are given once. */
class StoryFilesIT {
    private static final byte[] NOTHING = new byte[0];
    private static final String BRIEF = SmallBrief.json("read", "The Wall", "The Hand");

    private static TestStudio studio;
    private static HttpTalk http;
    private static Reply first;
    private static String story;

    @BeforeAll
    static void finishAStory(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1).start();
        http = new HttpTalk(studio.pipeline().port());
        first = http.post("application/json", BRIEF, "Idempotency-Key: one");
        story = "/api/stories/" + first.json().path("storyId").asText();
        studio.awaitDelivery(studio.finishedStory("read"));
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void sendsAFileWholeOrInPartAndNotAgainWhenItIsKnown() throws Exception {
        // Given
        Path file = studio.folder(studio.finishedStory("read")).resolve("run-summary.txt");
        String path = story + "/files/run-summary.txt";
        String text = Files.readString(file);
        long size = Files.size(file);

        // When
        Reply whole = http.get(path);
        String tag = whole.header("ETag");

        // Then
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(text);
        assertThat(whole.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(whole.header("Content-Disposition")).startsWith("inline; filename*=UTF-8''run-summary.txt");
        assertThat(http.get(path + "?download=1").header("Content-Disposition")).startsWith("attachment");
        Reply part = http.get(path, "Range: bytes=2-5");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(text.substring(2, 6));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 2-5/" + size);
        assertThat(http.get(path, "Range: bytes=2-5", "If-Range: " + tag).status())
                .isEqualTo(206);
        assertThat(http.get(path, "Range: bytes=2-5", "If-Range: \"other\"").status())
                .isEqualTo(200);
        assertThat(http.get(path, "Range: bytes=" + size + "-").status()).isEqualTo(416);
        Reply known = http.get(path, "If-None-Match: " + tag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        Reply described = http.send("HEAD", path, NOTHING);
        assertThat(described.status()).isEqualTo(200);
        assertThat(described.header("Content-Length")).isEqualTo(Long.toString(size));
        assertThat(described.body()).isEmpty();
    }

    @Test
    void listsTheFilesAndSendsEachOfThem() throws Exception {
        JsonNode files = http.get(story + "/files").json();
        assertThat(files.findValuesAsText("path"))
                .contains("artifact-metadata.json", "contact-sheet.png", "brief.json", "scenes/scene-001/record.json");
        for (JsonNode file : files) {
            Reply reply = http.send(
                    "HEAD", story + "/files/" + file.path("path").asText().replace(" ", "%20"), NOTHING);
            assertThat(reply.status()).as(file.toString()).isEqualTo(200);
            assertThat(reply.header("Content-Length"))
                    .isEqualTo(file.path("bytes").asText());
        }
        Path page = studio.folder(studio.finishedStory("read")).resolve("page.html");
        Files.writeString(page, "<script>alert(1)</script>");
        assertThat(http.get(story + "/files/page.html").header("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox")
                .doesNotContain("allow-scripts");
    }

    @Test
    void sendsNothingFromElsewhere() {
        for (String path : new String[] {
            "/files/../../story-x/record.json",
            "/files/..%2F..%2Fdata%2Ffleet.json",
            "/files/%2e%2e/%2e%2e/config/application.properties",
            "/files/%2Fetc%2Fpasswd",
            "/files/record.json%00.png",
            "/files/scenes"
        }) {
            Reply reply = http.get(story + path);
            assertThat(reply.status()).as(path).isIn(400, 404, 405);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void showsScenesWithTheirWordsAndFrames() {
        JsonNode scenes = http.get(story + "/scenes").json();
        JsonNode scene = http.get(story + "/scenes/scene-001").json();
        assertThat(scenes).hasSize(2);
        assertThat(scenes.get(0)).isEqualTo(scene);
        assertThat(scene.path("state").asText()).isEqualTo("PUBLISHED");
        assertThat(scene.path("prompt").asText()).isNotBlank();
        String frame = scene.path("frames").get(0).asText();
        assertThat(http.get(story + "/files/" + frame).header("Content-Type")).isEqualTo("image/png");
        assertThat(http.get(story + "/scenes/scene-009").status()).isEqualTo(404);
    }

    @Test
    void listsStoriesPageByPageAndByWhatIsAskedFor() {
        // Given
        http.post("application/json", SmallBrief.json("later", "The Lamp"));

        // When
        Reply page = http.get("/api/stories?limit=1");
        String next = page.header("Link").replaceFirst("<(.*)>; rel=\"next\"", "$1");
        Reply last = http.get(next);

        // Then
        assertThat(page.header("X-Total-Count")).isEqualTo("2");
        assertThat(page.json().get(0).path("briefId").asText()).isEqualTo("later");
        assertThat(last.json().get(0).path("briefId").asText()).isEqualTo("read");
        assertThat(last.header("Link")).isNull();
        assertThat(http.get("/api/stories?state=finished&genre=drama&text=STORY-READ&since=2026-01-01T00:00:00Z")
                        .json())
                .hasSize(1);
        assertThat(http.get("/api/stories?genre=western").json()).isEmpty();
        for (String query : new String[] {"state=soon", "since=today", "cursor=x", "text=", "genre=a&genre=b"}) {
            assertThat(http.get("/api/stories?" + query).status()).as(query).isEqualTo(400);
        }
    }

    @Test
    void givesTheSameAnswerToTheSameKeyAlsoAfterARestart() throws Exception {
        // When
        Reply again = http.post("application/json", BRIEF, "Idempotency-Key: one");
        Reply other = http.post("application/json", SmallBrief.json("x", "The Sea"), "Idempotency-Key: one");
        Reply bad = http.post("application/json", BRIEF, "Idempotency-Key: " + "x".repeat(300));
        studio.stop();
        studio.start();
        http = new HttpTalk(studio.pipeline().port());
        Reply restarted = http.post("application/json", BRIEF, "Idempotency-Key: one");

        // Then
        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(restarted.body().getBytes(UTF_8)).isEqualTo(again.body().getBytes(UTF_8));
    }
}
