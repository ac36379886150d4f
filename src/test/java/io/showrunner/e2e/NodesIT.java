package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.ArtemisProcess;
import io.showrunner.fleet.InstanceState;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a cluster in one process: what is done on one of them is known to the other. */
class NodesIT {
    private static final double SAMPLING_FOR_SECONDS = 30;
    private static final List<String> SERVERS = List.of("gpu0", "gpu1");

    @TempDir
    private Path folder;

    @Test
    void whatHappensOnOneNodeIsSeenAndSteeredFromTheOther() throws Exception {
        try (ArtemisProcess broker = new ArtemisProcess(folder.resolve("artemis"));
                TestStudio ann = node("ann", 2);
                TestStudio bob = node("bob", 0)) {
            // Given
            broker.start();
            for (int i = 0; i < SERVERS.size(); i++) {
                bob.with("showrunner.comfyui.instances[" + i + "].id", SERVERS.get(i));
                bob.with(
                        "showrunner.comfyui.instances[" + i + "].url",
                        ann.gpu(i).url().toString());
            }
            for (TestStudio node : List.of(ann, bob)) {
                node.with("showrunner.broker.url", broker.url()).start();
            }
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> driven(ann).size() == 1 && driven(bob).size() == 1);
            String anns = driven(ann).get(0);
            HttpTalk toAnn = new HttpTalk(ann.pipeline().port());
            HttpTalk toBob = new HttpTalk(bob.pipeline().port());

            try (EventStream events = new EventStream(bob.pipeline().port(), null)) {
                // When a story is given to one
                String brief = SmallBrief.json("bees", "One", "Two");
                HttpTalk.Reply first = toAnn.post("application/json", brief, "Idempotency-Key: bees-1");
                String storyId = first.json().path("storyId").asText();

                // Then the other one tells how it ends; states that last shorter than a message need not be seen there
                events.until(is("story", storyId, "FINISHED"));

                // And gives the answer that was given
                HttpTalk.Reply again = toBob.post("application/json", brief, "Idempotency-Key: bees-1");
                assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
                assertThat(again.json()).isEqualTo(first.json());
            }
            JsonNode nodes = toBob.get("/api/cluster").json().path("nodes");
            assertThat(nodes.findValuesAsText("name")).containsExactly("ann", "bob");
            assertThat(nodes.findValuesAsText("leads")).containsExactlyInAnyOrder("true", "false");
            assertThat(nodes.at("/0/drives/0").asText()).isEqualTo(anns);
            JsonNode server = toBob.get("/api/fleet/" + anns).json();
            assertThat(server.path("node").asText()).isEqualTo("ann");
            assertThat(server.path("state").asText()).isEqualTo("ELSEWHERE");
            HttpTalk.Reply refused = toBob.send("POST", "/api/fleet/" + anns + "/reset-breaker", new byte[0]);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body())
                    .contains("node ann drives " + anns, ":" + ann.pipeline().port());

            // When the other one's server is drained
            toBob.send("POST", "/api/fleet/" + anns + "/drain", new byte[0]);

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> ann.pipeline().instance(anns).state() == InstanceState.DRAINING);
            toBob.send("POST", "/api/fleet/" + anns + "/resume", new byte[0]);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> ann.pipeline().instance(anns).state() == InstanceState.UP);

            // When a scene that one renders is cancelled on the other
            ann.gpus().forEach(gpu -> gpu.faults().onEveryPrompt().slow(SAMPLING_FOR_SECONDS));
            toBob.post("application/json", SmallBrief.json("wasps", "Three", "Four", "Five", "Six"));
            SceneRecord running = await().atMost(TestStudio.PATIENCE)
                    .until(() -> runningOn(ann, anns).findFirst(), found -> found.isPresent())
                    .orElseThrow();
            String scene = "/api/stories/" + running.storyId() + "/scenes/" + running.sceneId();
            HttpTalk.Reply cancelled = toBob.send("POST", scene + "/cancel", new byte[0]);

            // Then
            assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> runningOn(ann, anns).map(SceneRecord::sceneId).noneMatch(running.sceneId()::equals));
            assertThat(ann.pipeline()
                            .store()
                            .sceneRecord(running.storyId(), running.sceneId())
                            .orElseThrow()
                            .state())
                    .isEqualTo(SceneState.CANCELLED);
            assertThat(ann.executions(running)).extracting(Execution::outcome).doesNotContain(Outcome.SUCCESS);
        }
    }

    private TestStudio node(String name, int gpus) {
        return new TestStudio(folder.resolve(name), gpus)
                .with("showrunner.cluster.node", name)
                .with("showrunner.workflow.default", "txt2img-svd")
                .with("showrunner.inbox", folder.resolve("inbox").toString())
                .with("showrunner.stories", folder.resolve("stories").toString());
    }

    private static List<String> driven(TestStudio node) {
        return SERVERS.stream()
                .filter(id -> node.pipeline().instance(id).state() == InstanceState.UP)
                .toList();
    }

    /** What a server executes at the moment, by the records. */
    private static Stream<SceneRecord> runningOn(TestStudio studio, String instance) {
        return studio.stories().stream()
                .flatMap(story -> studio.pipeline().store().sceneRecords(story.storyId()).stream())
                .filter(scene -> scene.state() == SceneState.RUNNING)
                .filter(scene ->
                        studio.job(scene, scene.dispatches()).instanceId().equals(instance));
    }

    private static Predicate<JsonNode> is(String type, String storyId, String state) {
        return event -> type.equals(event.path("type").asText())
                && storyId.equals(event.path("storyId").asText())
                && state.equals(event.path("state").asText());
    }
}
