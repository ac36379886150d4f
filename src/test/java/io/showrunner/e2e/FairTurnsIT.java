package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people share one GPU: whoever comes to a long backlog of the other takes turns with it at once (N2). */
class FairTurnsIT {
    private static final double ABOUT_HALF_A_SECOND_A_SCENE = 10;
    private static final int ANNAS_BRIEFS = 4;
    private static final int ANNAS_SCENES = 10;
    private static final int BENS_SCENES = 4;

    @Test
    void nobodyWaitsForTheBacklogOfSomebodyElse(@TempDir Path home, @TempDir Path secrets) throws Exception {
        Path tokens = Files.writeString(secrets.resolve("tokens"), "anna=annas-token\nben=bens-token\n");
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.comfyui.instances[0].slots", "1")
                .with("showrunner.http.tokens-file", tokens.toString())) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().slow(ABOUT_HALF_A_SECOND_A_SCENE);
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            for (int i = 0; i < ANNAS_BRIEFS; i++) {
                submit(http, "annas-token", "anna-" + i, ANNAS_SCENES);
            }
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> scenes(studio, "anna").size() > ANNAS_SCENES);

            // When
            submit(http, "bens-token", "ben-0", BENS_SCENES);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> scenes(studio, "ben").size() == BENS_SCENES);
            int before = studio.gpu(0).executions().size();
            List<String> listed = queue(http);
            StoryRecord ben = studio.finishedStory("ben-0");

            // Then
            Map<String, String> owners =
                    studio.stories().stream().collect(Collectors.toMap(StoryRecord::storyId, StoryRecord::owner));
            assertThat(ben.owner()).isEqualTo("ben");
            List<String> executed = executed(studio, owners);
            assertThat(executed.subList(0, executed.lastIndexOf("ben") + 1))
                    .as("executed by owner; before the second one came: %s, listed then: %s", before, listed)
                    .hasSizeLessThanOrEqualTo(before + 2 * BENS_SCENES + 4);
            assertThat(listed.stream().map(owners::get).limit(2L * BENS_SCENES))
                    .filteredOn("ben"::equals)
                    .as("the list shows the turns")
                    .hasSizeGreaterThanOrEqualTo(BENS_SCENES - 1);
        }
    }

    private static void submit(HttpTalk http, String token, String briefId, int scenes) {
        String[] titles =
                IntStream.rangeClosed(1, scenes).mapToObj(i -> "Scene " + i).toArray(String[]::new);
        assertThat(http.post("application/json", SmallBrief.json(briefId, titles), "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(202);
    }

    private static List<SceneRecord> scenes(TestStudio studio, String owner) {
        return studio.stories().stream()
                .filter(story -> owner.equals(story.owner()))
                .flatMap(story -> studio.pipeline().store().sceneRecords(story.storyId()).stream())
                .toList();
    }

    /** The stories of the scenes that wait, the next one first. */
    private static List<String> queue(HttpTalk http) {
        JsonNode scenes = http.get("/api/queue", "Authorization: Bearer bens-token")
                .json()
                .path("scenes");
        return StreamSupport.stream(scenes.spliterator(), false)
                .map(scene -> scene.path("storyId").asText())
                .toList();
    }

    private static List<String> executed(TestStudio studio, Map<String, String> owners) {
        return studio.gpu(0).executions().stream()
                .map(Execution::extraPnginfo)
                .map(label -> owners.entrySet().stream()
                        .filter(story -> label.toString().contains(story.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("nobody"))
                .toList();
    }
}
