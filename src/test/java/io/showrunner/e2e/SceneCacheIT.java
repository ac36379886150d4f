package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.manifest.SceneManifests;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import io.showrunner.verify.RerenderReport;
import io.showrunner.verify.SceneRerender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T2 in the running application: what was rendered is used again, unless somebody wants it anew or has changed it. */
class SceneCacheIT {
    @TempDir
    private Path home;

    @Test
    void theSameSceneIsRenderedOnceUntilItsFramesAreNotWhatTheyWere() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.scene-cache.enabled", "true")
                .start()) {
            // Given
            StoryRecord one = told(studio, "one", true);
            assertThat(studio.gpu(0).executions()).hasSize(1);

            // When
            StoryRecord two = told(studio, "two", true);

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(1);
            assertThat(hashes(studio, two)).hasSize(SmallBrief.FRAMES).isEqualTo(hashes(studio, one));
            JsonNode entry = studio.entry(two, "The Ledger");
            assertThat(entry.path("CacheHit").asBoolean()).isTrue();
            assertThat(entry.at("/Telemetry/System/FallbackNotes").toString())
                    .contains("CACHE_SERVED: the frames were rendered for " + one.storyId() + "/scene-001 on gpu0");
            assertThat(entry.at("/Telemetry/HistoryExitReason").asText()).isEqualTo("success");
            assertThat(Files.readString(studio.folder(two).resolve("run-summary.txt")))
                    .contains("rendered before", "0 on 0 instances, and 1 times the scene cache");
            assertThat(studio.get("/api/stories/" + two.storyId())
                            .at("/sceneList/0/message")
                            .asText())
                    .contains("scene cache");
            assertThat(frames(studio, two).resolveSibling("frames.done")).exists();
            assertThat(metrics(studio))
                    .contains("showrunner_scene_cache_hits_total 1.0", "showrunner_scene_cache_misses_total 1.0")
                    .contains("showrunner_scene_cache_hit_ratio 0.5", "showrunner_scene_cache_entries 1.0");

            // When
            StoryRecord anew = told(studio, "anew", false);

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(2);
            assertThat(studio.entry(anew, "The Ledger").path("CacheHit").asBoolean(true))
                    .isFalse();

            // When somebody paints over a frame that the cache has too
            Files.writeString(frames(studio, anew).resolve("frame_00002.png"), "painted over");
            told(studio, "three", true);

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(3);

            // When it is emptied
            assertThat(studio.get("/api/caches").path(1).path("entries").asInt())
                    .isEqualTo(1);
            assertThat(new HttpTalk(studio.pipeline().port())
                            .send("DELETE", "/api/caches/scenes", new byte[0])
                            .json()
                            .path("entries")
                            .asInt(-1))
                    .isZero();
            told(studio, "five", true);

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(4);

            // When two that look the same wait at the same time
            drop(studio, "twin", 43, true);
            drop(studio, "other-twin", 43, true);
            List<StoryRecord> twins = List.of(studio.finishedStory("twin"), studio.finishedStory("other-twin"));

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(5);
            assertThat(twins)
                    .extracting(story ->
                            studio.entry(story, "The Ledger").path("CacheHit").asBoolean())
                    .containsExactlyInAnyOrder(true, false);

            // When one that was not rendered is rendered again
            RerenderReport again = rerendered(studio, two);

            // Then
            assertThat(again.isSame()).isTrue();
            assertThat(again.notes())
                    .singleElement()
                    .asString()
                    .contains("came from the scene cache", "rendered for " + one.storyId() + "/scene-001 on gpu0");

            // When there is no server
            studio.gpu(0).kill();
            told(studio, "four", true);

            // Then
            assertThat(studio.gpu(0).executions()).hasSize(6);
        }
    }

    /** Every word comes with the brief, so that the same brief always makes the same scene. */
    private static StoryRecord told(TestStudio studio, String briefId, boolean fromCache) {
        drop(studio, briefId, 42, fromCache);
        return studio.finishedStory(briefId);
    }

    private static void drop(TestStudio studio, String briefId, int seed, boolean fromCache) {
        Map<String, Object> scene = Map.of(
                "title",
                "The Ledger",
                "summary",
                "She reads.",
                "prompt",
                "a clerk reads by candle light",
                "mood",
                "calm");
        JsonNode brief = Json.read(SmallBrief.jsonWith(briefId, "scenes", List.of(scene)), JsonNode.class);
        ((ObjectNode) brief).put("seed", seed).put("cache", fromCache);
        studio.drop(briefId + ".json", Json.write(brief));
    }

    private static RerenderReport rerendered(TestStudio studio, StoryRecord story) throws Exception {
        StoryStore store = studio.pipeline().store();
        Clock clock = Clock.systemUTC();
        SceneManifest manifest = new SceneManifests(store, clock)
                .read(story.storyId(), "scene-001")
                .orElseThrow();
        InstanceSettings gpu = new InstanceSettings("gpu0", studio.gpu(0).url(), 1, null);
        return new SceneRerender(store, manifest, TestStudio.PATIENCE, clock)
                .on(List.of(gpu), time -> TimeUnit.MILLISECONDS.sleep(100));
    }

    private static Path frames(TestStudio studio, StoryRecord story) {
        SceneRecord scene = studio.scene(story, "The Ledger");
        return studio.pipeline().store().frames(scene.storyId(), scene.sceneId());
    }

    private static List<String> hashes(TestStudio studio, StoryRecord story) {
        return Stream.of(studio.entry(story, "The Ledger").path("FramesSha256"))
                .flatMap(hashes -> hashes.valueStream().map(JsonNode::asText))
                .toList();
    }

    private static String metrics(TestStudio studio) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + studio.pipeline().port() + "/observe/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }
}
