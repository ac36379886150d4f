package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.ArtemisProcess;
import io.showrunner.RedisProcess;
import io.showrunner.fleet.InstanceState;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
                JsonNode nodes = toBob.get("/api/cluster").json().path("nodes");
                assertThat(nodes.findValuesAsText("name")).containsExactly("ann", "bob");
                assertThat(nodes.findValuesAsText("leads")).containsExactlyInAnyOrder("true", "false");
                assertThat(nodes.at("/0/drives/0").asText()).isEqualTo(anns);
            });
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
                JsonNode server = toBob.get("/api/fleet/" + anns).json();
                assertThat(server.path("node").asText()).isEqualTo("ann");
                assertThat(server.path("state").asText()).isEqualTo("ELSEWHERE");
            });
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

    @Test
    void twoEqualBriefsOnTwoNodesAtTheSameTimeAreOneRequest() throws Exception {
        try (ArtemisProcess broker = new ArtemisProcess(folder.resolve("artemis"));
                RedisProcess redis = RedisProcess.start(folder);
                TestStudio ann = node("ann", 1);
                TestStudio bob = node("bob", 0)) {
            // Given
            broker.start();
            bob.with("showrunner.comfyui.instances[0].id", "gpu0")
                    .with(
                            "showrunner.comfyui.instances[0].url",
                            ann.gpu(0).url().toString())
                    .with("showrunner.llm.providers[0].url", ann.llm().url().toString());
            for (TestStudio node : List.of(ann, bob)) {
                node.with("showrunner.broker.url", broker.url())
                        .with("showrunner.cache.enabled", "true")
                        .with("showrunner.cache.url", redis.url().toString())
                        .with("showrunner.llm.max-tokens", "4000")
                        .with("showrunner.workflow.default", "smoke")
                        .start();
            }
            AtomicBoolean bothWrite = new AtomicBoolean();
            ann.llm().faults().holdUntil(bothWrite::get);

            // When each node, which writes one story at a time, gets one
            HttpTalk toAnn = new HttpTalk(ann.pipeline().port());
            toAnn.post("application/json", SmallBrief.jsonWithoutTitles("one", 1));
            await().atMost(TestStudio.PATIENCE).until(() -> ann.llm().generations() == 1);
            toAnn.post("application/json", SmallBrief.jsonWithoutTitles("two", 1));
            await().atMost(TestStudio.PATIENCE).until(() -> Stream.of(ann, bob)
                    .allMatch(node ->
                            node.pipeline().context().getInflightRepository().size("ask-llm") == 1));
            bothWrite.set(true);
            JsonNode one = story(ann, "one");
            JsonNode two = story(ann, "two");

            // Then
            assertThat(ann.llm().generations()).isEqualTo(1);
            assertThat(one.path("storySource").asText()).isEqualTo("llm");
            assertThat(two.path("storySource").asText()).isEqualTo("cache");
            assertThat(two.path("logline")).isEqualTo(one.path("logline"));
            assertThat(List.of(ann, bob)).as("stories that each node wrote").allSatisfy(node -> assertThat(
                            new HttpTalk(node.pipeline().port())
                                    .get("/observe/metrics")
                                    .body())
                    .containsPattern("camel_exchanges_succeeded_total\\{[^}]*routeId=\"ask-llm\"[^}]*} 1"));
        }
    }

    private static JsonNode story(TestStudio node, String briefId) {
        return TestStudio.json(node.folder(node.finishedStory(briefId)).resolve("story.json"));
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
