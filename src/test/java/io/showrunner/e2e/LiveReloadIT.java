package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.e2e.RouteDesk.Edit;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shipped route files are edited while a story is made. */
class LiveReloadIT extends EditingMidStory {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReloadIT.class);

    @Test
    void anEditActsAlsoOnTheStoryThatIsBeingMade() throws IOException {
        // Given
        hold();
        drop("orchard-protocol.json");
        aPromptIsRunning();

        // When
        String shipped = desk.read("deliver-story");
        List<Edit> edits = Stream.of("first", "second", "third")
                .map(name -> desk.write("deliver-story", shipped + fileStep(name)))
                .toList();

        // Then
        assertThat(edits).allSatisfy(edit -> assertThat(edit.report().swapped()).containsExactly("deliver-story"));
        release();
        StoryRecord story = studio.finishedStory();
        Path delivered = home.resolve("delivered/third");
        await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(delivered));
        assertThat(delivered).content().isEqualTo(story.storyId());
        assertThat(home.resolve("delivered/first")).doesNotExist();
        await().atMost(TestStudio.PATIENCE)
                .untilAsserted(() -> assertThat(studio.pipeline().store().publishedMarkers())
                        .as("the markers go when the story is delivered")
                        .isEmptyDirectory());
    }

    @Test
    void aSwapOfTheRenderRoutesInTheMiddleOfARenderLosesNothingAndRendersNothingTwice() {
        // Given
        hold();
        drop("orchard-protocol.json");
        aPromptIsRunning();
        Map<String, Route> before = routes();

        // When
        Edit render = desk.replace("render-scene", "One waiting scene", "A waiting scene");
        Edit follow = desk.replace("follow-prompt", "description: The prompt is posted", "description: It is posted");
        LOG.info("swaps took {} and {}", render.took(), follow.took());
        release();

        // Then
        assertThat(render.report().swapped()).containsExactly("render-scene");
        assertThat(follow.report().swapped()).containsExactly("follow-prompt");
        assertThat(before.get("take-scene-gpu0"))
                .isSameAs(studio.pipeline().context().getRoute("take-scene-gpu0"));
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        assertEveryPromptRanOnce();
    }

    @Test
    void aSwapOfARouteThatAllServersHaveDoesNotDisturbTheJavaRoutes() throws Exception {
        // Given
        hold();
        drop("orchard-protocol.json");
        aPromptIsRunning();
        Map<String, Route> before = routes();

        // When
        Edit edit = desk.replace("comfyui-look", "responseTimeout: 3000", "responseTimeout: 3500");
        LOG.info("swap of a template took {}", edit.took());
        release();

        // Then
        assertThat(edit.report().swapped()).containsExactly("look-at-prompt-gpu0", "look-at-prompt-gpu1");
        Map<String, Route> after = routes();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.entrySet())
                .filteredOn(entry -> !edit.report().swapped().contains(entry.getKey()))
                .allSatisfy(entry -> assertThat(entry.getValue()).isSameAs(before.get(entry.getKey())));
        assertThat(post(brief("night-ferry-9.yaml")).statusCode()).isEqualTo(202);
        await().atMost(TestStudio.PATIENCE).until(() -> studio.pipeline().store().storyIds().stream()
                .map(id -> studio.pipeline().store().record(id).orElseThrow())
                .allMatch(story -> story.state() == StoryState.FINISHED));
        assertEveryPromptRanOnce();
    }

    @Test
    void aRouteOfOnesOwnBringsBriefsUntilItsFileIsDeleted() throws IOException {
        // Given
        Path shelf = Files.createDirectories(home.resolve("shelf"));
        Files.writeString(shelf.resolve("orchard-protocol.json"), brief("orchard-protocol.json"));

        // When
        Edit added = desk.write("take-from-shelf", """
                - route:
                    id: take-from-shelf
                    from:
                      uri: file
                      parameters:
                        directoryName: %s
                      steps:
                        - to: direct:accept-brief
                """.formatted(shelf));

        // Then
        assertThat(added.report().added()).containsExactly("take-from-shelf");
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);

        // When
        Edit deleted = desk.delete("take-from-shelf");

        // Then
        assertThat(deleted.report().removed()).containsExactly("take-from-shelf");
        assertThat(studio.pipeline().context().getRoute("take-from-shelf")).isNull();
    }

    private static String fileStep(String name) {
        return """
                        - setBody:
                            expression:
                              simple:
                                expression: "${variable.storyId}"
                        - to:
                            uri: file
                            parameters:
                              directoryName: "{{showrunner.stories}}/../delivered"
                              fileName: %s
                """.formatted(name);
    }

    private HttpResponse<String> post(String brief) throws IOException, InterruptedException {
        String port = studio.pipeline().context().resolvePropertyPlaceholders("{{camel.server.port}}");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/stories"))
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString(brief))
                                .build(),
                        BodyHandlers.ofString());
    }
}
