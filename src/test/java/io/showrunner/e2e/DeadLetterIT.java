package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene that cannot be processed: its files are damaged, or the disk fails. The rest of its story goes on. */
class DeadLetterIT {
    private static final Duration SOME_FAILURES = Duration.ofSeconds(4);

    private TestStudio studio;
    private StoryRecord story;
    private SceneRecord good;
    private SceneRecord bad;

    /** The story is written and its scenes wait, because the server is away. */
    @BeforeEach
    void writeAStory(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1);
        studio.gpu(0).kill();
        studio.start();
        studio.drop("letters.json", SmallBrief.json("letters", "One", "Two"));
        story = studio.writtenStory();
        good = studio.scene(story, "One");
        bad = studio.scene(story, "Two");
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void aDamagedSceneIsKeptWithItsCauseSurvivesARestartAndIsRenderedWhenItIsMendedAndRetried() throws Exception {
        // Given
        Path file = sceneFolder(bad).resolve(bad.sceneId() + ".json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        studio.gpu(0).restart();

        // When
        JsonNode letter = onlyLetter();
        studio.stop();
        studio.start();

        // Then
        assertThat(onlyLetter()).isEqualTo(letter);
        assertThat(letter.path("queue").asText()).isEqualTo("showrunner.scenes");
        assertThat(letter.path("storyId").asText()).isEqualTo(story.storyId());
        assertThat(letter.path("sceneId").asText()).isEqualTo(bad.sceneId());
        assertThat(letter.path("route").asText()).isEqualTo("take-scene-gpu0");
        assertThat(letter.path("failures").asInt()).isEqualTo(6);
        assertThat(letter.path("causes").path(0).asText()).contains("UncheckedIOException", file.toString());
        assertThat(sceneOverTheApi().path("message").asText())
                .contains("dead letter", letter.path("id").asText(), file.toString());
        assertThat(metrics()).contains("showrunner_dead_letters 1.0");

        // When
        Files.writeString(file, whole);
        HttpTalk.Reply retried = ask("POST", letterPath(letter) + "/retry");

        // Then
        assertThat(retried.status()).as(retried.body()).isEqualTo(202);
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.executions(bad)).hasSize(1);
        assertThat(studio.get("/api/dead-letters")).isEmpty();
        assertThat(ask("GET", letterPath(letter)).status()).isEqualTo(404);
    }

    @Test
    void aDroppedLetterLetsTheStoryEndWithoutTheScene() throws Exception {
        // Given
        Files.writeString(sceneFolder(bad).resolve(bad.sceneId() + ".json"), "{");
        studio.gpu(0).restart();
        JsonNode letter = onlyLetter();

        // When
        HttpTalk.Reply dropped = ask("DELETE", letterPath(letter));

        // Then
        assertThat(dropped.status()).as(dropped.body()).isEqualTo(204);
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.INCOMPLETE);
        assertThat(record(good).state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(record(bad))
                .returns(SceneState.FAILED, SceneRecord::state)
                .extracting(SceneRecord::message)
                .asString()
                .contains("dropped as dead letter", letter.path("id").asText());
        assertThat(studio.get("/api/dead-letters")).isEmpty();
    }

    @Test
    void aDiskThatFailsIsWaitedForAndMakesNoDeadLetter() throws Exception {
        // Given
        Path attempts = sceneFolder(bad).resolve("attempts");
        Files.writeString(attempts, "a file in place of a folder");
        studio.gpu(0).restart();
        await().atMost(TestStudio.PATIENCE).until(() -> record(good).state() == SceneState.PUBLISHED);
        await().during(SOME_FAILURES)
                .atMost(TestStudio.PATIENCE)
                .until(() -> !record(bad).state().isTerminal());
        assertThat(studio.get("/api/dead-letters")).isEmpty();

        // When
        studio.stop();
        studio.start();
        Files.delete(attempts);

        // Then
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.executions(bad)).hasSize(1);
    }

    @Test
    void anIdThatNoLetterHasIsNotFound() {
        assertThat(ask("GET", "/api/dead-letters/0123456789abcdef").status()).isEqualTo(404);
        assertThat(ask("POST", "/api/dead-letters/..%2F..%2Fbroker/retry")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("no such dead letter");
        assertThat(ask("DELETE", "/api/dead-letters/nonsense")
                        .json()
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    private JsonNode onlyLetter() {
        return await().atMost(TestStudio.PATIENCE)
                .until(() -> studio.get("/api/dead-letters"), letters -> letters.size() == 1)
                .get(0);
    }

    private JsonNode sceneOverTheApi() throws IOException {
        for (JsonNode scene : studio.get("/api/stories/" + story.storyId()).path("sceneList")) {
            if (scene.path("sceneId").asText().equals(bad.sceneId())) {
                return scene;
            }
        }
        throw new AssertionError("no scene " + bad.sceneId());
    }

    private String metrics() throws IOException {
        URI url = URI.create("http://127.0.0.1:" + studio.pipeline().port() + "/observe/metrics");
        try (var content = url.toURL().openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpTalk.Reply ask(String method, String path) {
        return new HttpTalk(studio.pipeline().port()).send(method, path, new byte[0]);
    }

    private static String letterPath(JsonNode letter) {
        return "/api/dead-letters/" + letter.path("id").asText();
    }

    private SceneRecord record(SceneRecord scene) {
        return studio.pipeline()
                .store()
                .sceneRecord(scene.storyId(), scene.sceneId())
                .orElseThrow();
    }

    private Path sceneFolder(SceneRecord scene) {
        return studio.pipeline().store().sceneFolder(scene.storyId(), scene.sceneId());
    }
}
