package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people share one GPU: whoever comes to a long backlog of the other takes turns with it at once (N2). */
class FairTurnsIT {
    private static final double ABOUT_HALF_A_SECOND_A_SCENE = 10;

    private static final String[] ANNAS = titles(6);
    private static final String[] BENS = titles(3);

    @Test
    void nobodyWaitsForTheBacklogOfSomebodyElse(@TempDir Path home, @TempDir Path secrets) throws Exception {
        Path tokens = Files.writeString(secrets.resolve("tokens"), "anna=annas-token\nben=bens-token\n");
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.comfyui.instances[0].slots", "1")
                .with("showrunner.scene.queue-depth", "4")
                .with("showrunner.http.tokens-file", tokens.toString())) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().slow(ABOUT_HALF_A_SECOND_A_SCENE);
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            change(http, "pause");
            submit(http, "annas-token", "anna-0", ANNAS);
            submit(http, "annas-token", "anna-1", ANNAS);
            submit(http, "annas-token", "anna-2", ANNAS);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> queue(http).stream()
                                    .filter(scene -> scene.startsWith("story-anna-0"))
                                    .count()
                            == ANNAS.length);

            // When
            submit(http, "bens-token", "ben-0", BENS);
            await().atMost(TestStudio.PATIENCE).until(() -> bens(queue(http)).size() == BENS.length);
            List<String> listed = queue(http).subList(0, 2 * BENS.length);
            change(http, "resume");
            StoryRecord ben = studio.finishedStory("ben-0");
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.gpu(0).executions().size() >= listed.size());

            // Then
            assertThat(ben.owner()).isEqualTo("ben");
            assertThat(bens(listed)).hasSameSizeAs(BENS);
            assertThat(executed(studio)).startsWith(listed.toArray(String[]::new));
        }
    }

    private static String[] titles(int scenes) {
        return IntStream.rangeClosed(1, scenes).mapToObj(i -> "Scene " + i).toArray(String[]::new);
    }

    private static void change(HttpTalk http, String change) {
        assertThat(http.send("POST", "/api/stages/render/" + change, new byte[0], "Authorization: Bearer annas-token")
                        .status())
                .isEqualTo(200);
    }

    private static void submit(HttpTalk http, String token, String briefId, String[] titles) {
        assertThat(http.post("application/json", SmallBrief.json(briefId, titles), "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(202);
    }

    /** The scenes that wait, the next one first. */
    private static List<String> queue(HttpTalk http) {
        JsonNode scenes = http.get("/api/queue", "Authorization: Bearer bens-token")
                .json()
                .path("scenes");
        return StreamSupport.stream(scenes.spliterator(), false)
                .map(FairTurnsIT::name)
                .toList();
    }

    private static List<String> bens(List<String> scenes) {
        return scenes.stream().filter(scene -> scene.startsWith("story-ben")).toList();
    }

    private static List<String> executed(TestStudio studio) {
        return studio.gpu(0).executions().stream()
                .map(execution -> name(execution.extraPnginfo().path("showrunner")))
                .toList();
    }

    private static String name(JsonNode scene) {
        return scene.path("storyId").asText() + "/" + scene.path("sceneId").asText();
    }
}
