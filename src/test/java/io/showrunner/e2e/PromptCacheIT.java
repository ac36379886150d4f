package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.RedisProcess;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.story.StoryRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1 to P3 and L5 in the running application: what a model wrote is taken again, lent in need, and outdated by a new text. */
class PromptCacheIT {
    private static final String URL = "showrunner.cache.url";
    private static final Duration SLOW = Duration.ofSeconds(2);

    @TempDir
    private Path home;

    @Test
    void theSameBriefIsWrittenOnceAndStandsInForOthersWhenNoModelAnswers() throws Exception {
        try (TestStudio studio = studio()) {
            // Given two equal briefs at the same time
            studio.llm().faults().always(Fault.latency(SLOW));
            studio.start();
            studio.drop("one.json", SmallBrief.jsonWithoutTitles("one", 1));
            studio.drop("two.json", SmallBrief.jsonWithoutTitles("two", 1));

            // When
            JsonNode one = story(studio, studio.finishedStory("one"));
            JsonNode two = story(studio, studio.finishedStory("two"));

            // Then
            assertThat(studio.llm().generations()).isEqualTo(1);
            assertThat(one.path("storySource").asText() + " "
                            + two.path("storySource").asText())
                    .isIn("llm cache", "cache llm");
            assertThat(two.path("logline")).isEqualTo(one.path("logline"));
            StoryRecord second =
                    studio.finishedStory(two.path("llm").path("cacheHit").asBoolean() ? "two" : "one");
            assertThat(metrics(studio))
                    .contains("llm_cache_hit_ratio 0.5", "showrunner_llm_cache_hits_total 1.0")
                    .containsPattern(
                            "llm_response_time_seconds_bucket\\{outcome=\"answered\",provider=\"lm-studio\",le=\"120.0\"\\} [1-9]")
                    .contains("showrunner_llm_cache_misses_total 1.0", "showrunner_llm_cache_entries 1.0");
            assertThat(llmStats(studio, second).path("CacheHitRatio").asDouble())
                    .isEqualTo(1);
            assertThat(llmStats(studio, second).path("TotalRequests").asInt(-1)).isZero();
            assertThat(summary(studio, second)).contains("taken from the cache, first written by");

            // When no model answers
            studio.llm().faults().always(Fault.modelCrash());
            studio.drop("three.json", other("three"));
            StoryRecord third = studio.finishedStory("three");

            // Then
            JsonNode lent = story(studio, third);
            assertThat(lent.path("storySource").asText()).isEqualTo("cache");
            assertThat(lent.path("llm").path("fallbackKind").asText()).isEqualTo("cachedPrompt");
            assertThat(lent.path("logline")).isEqualTo(one.path("logline"));
            assertThat(summary(studio, third))
                    .contains("another brief's story from the cache", "ANOTHER BRIEF'S STORY");
            assertThat(metadata(studio, third).path("Story").path("Warnings").toString())
                    .contains("ANOTHER BRIEF'S STORY");
            assertThat(studio.status("three.json").toString()).contains("ANOTHER BRIEF'S STORY");
        }
    }

    @Test
    void theWordsOutliveARestartButNotAChangeOfThePromptTexts() throws Exception {
        try (TestStudio studio = studio()) {
            // Given
            studio.start();
            studio.drop("one.json", SmallBrief.jsonWithoutTitles("one", 1));
            studio.finishedStory("one");
            studio.stop();

            // When
            studio.start();
            studio.drop("two.json", SmallBrief.jsonWithoutTitles("two", 1));

            // Then
            assertThat(story(studio, studio.finishedStory("two"))
                            .path("storySource")
                            .asText())
                    .isEqualTo("cache");
            studio.stop();

            // When
            Files.writeString(
                    home.resolve("config/prompts/write-story.md"), "\nBe brief.\n", StandardOpenOption.APPEND);
            studio.start();
            studio.drop("three.json", SmallBrief.jsonWithoutTitles("three", 1));

            // Then
            assertThat(story(studio, studio.finishedStory("three"))
                            .path("storySource")
                            .asText())
                    .isEqualTo("llm");
            assertThat(studio.llm().generations()).isEqualTo(2);
        }
    }

    @Test
    void severalNodesShareItInRedisAndDoWithoutItWhileItIsAway(@TempDir Path otherHome, @TempDir Path server)
            throws Exception {
        try (RedisProcess redis = RedisProcess.start(server);
                TestStudio here = studio().with(URL, redis.url().toString());
                TestStudio there = studio(otherHome).with(URL, redis.url().toString())) {
            // Given a story that one node wrote
            here.start();
            there.start();
            here.drop("one.json", SmallBrief.jsonWithoutTitles("one", 1));
            JsonNode one = story(here, here.finishedStory("one"));

            // When another node is asked for it, and no model answers there
            there.llm().faults().always(Fault.modelCrash());
            there.drop("two.json", SmallBrief.jsonWithoutTitles("two", 1));
            there.drop("three.json", other("three"));
            JsonNode two = story(there, there.finishedStory("two"));
            JsonNode three = story(there, there.finishedStory("three"));

            // Then
            assertThat(two.path("storySource").asText()).isEqualTo("cache");
            assertThat(two.path("logline")).isEqualTo(one.path("logline"));
            assertThat(three.path("llm").path("fallbackKind").asText()).isEqualTo("cachedPrompt");
            assertThat(metrics(there)).contains("showrunner_llm_cache_entries 1.0");

            // When the server is gone
            redis.end();
            here.drop("four.json", other("four"));
            here.drop("five.json", SmallBrief.jsonWithoutTitles("five", 1));
            JsonNode four = story(here, here.finishedStory("four"));
            JsonNode five = story(here, here.finishedStory("five"));

            // Then
            assertThat(four.path("storySource").asText()).isEqualTo("llm");
            assertThat(five.path("storySource").asText()).isEqualTo("cache");
            assertThat(observed(here, "health?exposureLevel=full&data=true"))
                    .contains("\"prompt-cache\"", "files of this node alone: redis:");
            assertThat(metrics(here))
                    .contains(
                            "showrunner_llm_cache_entries 2.0",
                            "showrunner_cache_unavailable{cache=\"prompt-cache\"} 1.0",
                            "showrunner_cache_unavailable{cache=\"scene-cache\"} 0.0");
        }
    }

    private TestStudio studio() {
        return studio(home);
    }

    private static TestStudio studio(Path home) {
        return new TestStudio(home, 1)
                .with("showrunner.cache.enabled", "true")
                .with("showrunner.llm.max-concurrent", "2")
                .with("showrunner.llm.max-tokens", "4000");
    }

    /** Of the same genre, mood and length. */
    private static String other(String briefId) {
        return SmallBrief.jsonWithoutTitles(briefId, 1)
                .replace(SmallBrief.PREMISE, "A ferryman counts one passenger too many every night.");
    }

    private static JsonNode story(TestStudio studio, StoryRecord story) {
        return TestStudio.json(studio.folder(story).resolve("story.json"));
    }

    private static JsonNode metadata(TestStudio studio, StoryRecord story) {
        return TestStudio.json(studio.folder(story).resolve("artifact-metadata.json"));
    }

    private static JsonNode llmStats(TestStudio studio, StoryRecord story) {
        return metadata(studio, story).at("/System/ResourceMetrics/LLMStats");
    }

    private static String summary(TestStudio studio, StoryRecord story) throws Exception {
        return Files.readString(studio.folder(story).resolve("run-summary.txt")).replaceAll("\\s+", " ");
    }

    private static String metrics(TestStudio studio) throws Exception {
        return observed(studio, "metrics");
    }

    private static String observed(TestStudio studio, String what) throws Exception {
        URI url = URI.create("http://127.0.0.1:" + studio.pipeline().port() + "/observe/" + what);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }
}
