package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.ArtemisProcess;
import io.showrunner.chaos.Application;
import io.showrunner.chaos.Duties;
import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.Json;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that leads and renders is stopped like by a machine that swaps: it lives, with all its locks, and does nothing. */
class HangingNodeIT {
    private static final double SOME_SECONDS_A_SCENE = 12;
    private static final int SCENES = 4;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private ArtemisProcess broker;
    private ProcessStudio studio;
    private FrameWatch frames;
    private Application ann;
    private Application bob;

    @BeforeEach
    void open() throws Exception {
        broker = new ArtemisProcess(folder.resolve("artemis"));
        broker.start();
        studio = Studios.of(folder.resolve("studio"), 2, SOME_SECONDS_A_SCENE);
        frames = new FrameWatch(studio.store());
        ann = node("ann");
        bob = node("bob");
        ann.start();
        bob.start();
        await().atMost(Studios.PATIENCE)
                .until(() -> Duties.of(ann).contains(Duties.TO_LEAD)
                        && Duties.of(ann).size() == 2
                        && Duties.of(bob).size() == 1);
        studio.drop("first", SCENES);
        studio.drop("second", SCENES);
        await().atMost(Studios.PATIENCE).until(() -> studio.executions().runs().stream()
                .filter(run -> Duties.of(ann).contains(run.server()))
                .anyMatch(run -> run.endedAt() == null));
        ann.signal("STOP");
    }

    @AfterEach
    void close() {
        studio.close();
        broker.close();
    }

    @Test
    void theOthersSayWhatItHoldsAndTakeNothingFromItAndItGoesOnWhereItWas() throws Exception {
        // Given
        assertBobSaysThatAnnHangs();
        assertThat(Duties.of(bob)).hasSize(1).doesNotContain(Duties.TO_LEAD);

        // When
        ann.signal("CONT");

        // Then
        assertEveryStoryIsFinishedAndEveryPromptRanOnce();
        await().atMost(Studios.PATIENCE).untilAsserted(() -> {
            assertThat(leaders()).hasSize(1);
            assertThat(bobs("/api/cluster").findValue("trouble")).isNull();
            assertThat(bobs("/api/alerts")).isEmpty();
            assertThat(List.of(ann, bob))
                    .filteredOn(node -> Duties.of(node).contains(Duties.TO_LEAD))
                    .hasSize(1);
        });
        studio.drop("third", 1);
        assertEveryStoryIsFinishedAndEveryPromptRanOnce();
    }

    @Test
    void theOthersGoOnWithAllThatItHeldWhenItIsEnded() throws Exception {
        // Given
        assertBobSaysThatAnnHangs();

        // When
        ann.kill();

        // Then
        assertEveryStoryIsFinishedAndEveryPromptRanOnce();
        await().atMost(Studios.PATIENCE).untilAsserted(() -> assertThat(Duties.of(bob))
                .containsExactlyInAnyOrder(Duties.TO_LEAD, "gpu0", "gpu1"));
        await().atMost(Studios.PATIENCE).until(() -> bobs("/api/alerts").isEmpty());
        studio.drop("third", 1);
        assertEveryStoryIsFinishedAndEveryPromptRanOnce();
    }

    private Application node(String name) {
        Application node = studio.addNode(name, URI.create(broker.url()));
        node.set("showrunner.alerts.interval", "1s");
        return node;
    }

    private void assertBobSaysThatAnnHangs() throws Exception {
        frames.look();
        String server = Duties.of(ann).stream()
                .filter(duty -> !duty.equals(Duties.TO_LEAD))
                .findFirst()
                .orElseThrow();
        await().atMost(Studios.PATIENCE)
                .untilAsserted(() ->
                        assertThat(bobs("/api/alerts").findValuesAsText("name")).containsExactly("node_hangs"));
        JsonNode cluster = bobs("/api/cluster");
        assertThat(cluster.at("/nodes/0/trouble").asText())
                .contains(
                        "node ann hangs",
                        "lives and has not been heard of since",
                        "The inbox",
                        server,
                        "End that process");
        assertThat(cluster.at("/nodes/1/trouble").isMissingNode()).isTrue();
        JsonNode ready = StreamSupport.stream(
                        bobs("/observe/health/ready").path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("cluster"))
                .findFirst()
                .orElseThrow();
        assertThat(ready.path("status").asText()).isEqualTo("UP");
        assertThat(ready.toString()).contains("degraded: node ann hangs");
    }

    private List<String> leaders() throws Exception {
        return StreamSupport.stream(bobs("/api/cluster").path("nodes").spliterator(), false)
                .filter(node -> node.path("leads").asBoolean())
                .map(node -> node.path("name").asText())
                .toList();
    }

    private JsonNode bobs(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(bob.url().resolve(path)).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body(), JsonNode.class);
    }

    private void assertEveryStoryIsFinishedAndEveryPromptRanOnce() throws Exception {
        for (String brief : studio.briefs()) {
            assertThat(studio.awaitOver(brief, Studios.PATIENCE).state()).isEqualTo(StoryState.FINISHED);
        }
        int scenes = 2 * SCENES + studio.briefs().size() - 2;
        assertThat(studio.executions().runs()).hasSize(scenes);
        assertThat(new Invariants(studio, frames).findings()).allMatch(Finding::holds);
        assertThat(bobs("/api/dead-letters")).isEmpty();
    }
}
