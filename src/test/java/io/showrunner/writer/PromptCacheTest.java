package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.HandClock;
import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefIntake;
import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.OwnCache;
import io.showrunner.cache.SingleFlight;
import io.showrunner.config.CacheSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain of ask-llm, step by step and without its routes: what the cache gives, keeps and lends. */
class PromptCacheTest {
    private static final List<ProviderSettings> PROVIDERS = List.of(Writers.LM_STUDIO, Writers.OLLAMA);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path root;

    private final HandClock clock = new HandClock(Writers.CLOCK.instant());
    private StoryStore store;
    private BriefIntake briefs;
    private StoryWriter writer;
    private LayeredCache<CachedStory> files;
    private PromptCache cache;
    private SimilarStories similar;
    private long now;

    @BeforeEach
    void aStudio() {
        store = new StoryStore(root.resolve("stories"));
        briefs = new BriefIntake(store, clock);
        writer = new StoryWriter(
                store,
                briefs,
                Writers.desk(4096, PROVIDERS.toArray(ProviderSettings[]::new)),
                new StoryRelease(store, new FairTurns(store), clock),
                PROVIDERS,
                clock);
        CacheLimits limits = new CacheLimits(10, 1 << 20, Duration.ofDays(1));
        files = OwnCache.of(new FileCache<>(root.resolve("cache"), CachedStory.class, limits, clock));
        with(new CacheSettings(true, 10, 1 << 20, Duration.ofDays(1), PATIENCE, true, Optional.empty()));
    }

    private void with(CacheSettings settings) {
        cache = cache(settings, new SingleFlight());
        similar = new SimilarStories(settings, files);
    }

    private PromptCache cache(CacheSettings settings, SingleFlight flights) {
        return new PromptCache(settings, files, flights, clock, () -> now);
    }

    @Test
    void theSameBriefAgainGetsTheSameWordsWithoutARequest() {
        // Given
        Story first = written(take(brief("first")));

        // When
        Writing second = take(brief("second"));
        cache.answer(second);

        // Then
        assertThat(second.wantsReply()).isFalse();
        Story story = finished(second);
        assertThat(story.scenes()).isEqualTo(first.scenes());
        assertThat(story.storySource()).isEqualTo(StorySource.CACHE);
        assertThat(story.generator()).isEqualTo("local-llm:mistral-7b");
        assertThat(story.llm().cacheHit()).isTrue();
        assertThat(story.llm().attempts()).isZero();
        assertThat(story.llm().status()).isEqualTo("skipped");
        assertThat(story.llm().fallbackKind()).isEqualTo("none");
        assertThat(story.warnings())
                .singleElement()
                .asString()
                .startsWith("CACHE_HIT: mistral-7b wrote the words")
                .contains(first.storyId());
        assertThat(first.llm().cacheHit()).isFalse();
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.hitRatio()).isEqualTo(0.5);
    }

    @Test
    void whatTheFallbackWroteIsTheFallbacks() {
        // Given
        Writing first = take(brief("first"));
        cache.answer(first);
        exhaust(first);
        writer.turnToNextProvider(first);
        written(first);

        // When
        Writing second = take(brief("second"));
        cache.answer(second);

        // Then
        assertThat(second.wantsReply()).isTrue();

        // When
        exhaust(second);
        writer.turnToNextProvider(second);
        cache.answer(second);

        // Then
        Story story = finished(second);
        assertThat(story.storySource()).isEqualTo(StorySource.CACHE);
        assertThat(story.llm().model()).isEqualTo("mistral");
        assertThat(story.warnings())
                .anySatisfy(warning ->
                        assertThat(warning).startsWith("LLM_FAILURE: lm-studio").doesNotContain("instead"));
    }

    @Test
    void onlyWordsOfOneModelAreKept() {
        // Given
        Writing byTemplate = take(brief("template"));
        exhaust(byTemplate);
        cache.keep(byTemplate);
        Writing byTwo = take(brief("two"));
        byTwo.session().script().goPartByPart();
        byTwo.session().turnTo(Writers.LM_STUDIO);
        Writers.say(byTwo.session(), Writers.outline(3));
        Writers.say(byTwo.session(), Writers.scene(1));
        exhaust(byTwo);
        writer.turnToNextProvider(byTwo);
        Writers.say(byTwo.session(), Writers.scene(2));
        Writers.say(byTwo.session(), Writers.scene(3));

        // When
        cache.keep(byTwo);

        // Then
        assertThat(byTwo.lacksWords()).isFalse();
        assertThat(cache.stories().size()).hasValue(0);
    }

    @Test
    void aBriefThatWantsNoCacheTakesNoPart() {
        Writing first = take(brief("first", "cache", "false"));
        written(first);
        assertThat(cache.stories().size()).hasValue(0);

        written(take(brief("second")));
        Writing third = take(brief("third", "cache", "false"));
        cache.answer(third);
        exhaust(third);
        similar.lend(third);

        assertThat(third.lacksWords()).isTrue();
        assertThat(finished(third).llm().cacheHit()).isNull();
    }

    @Test
    void aCacheThatIsOffIsNeitherAskedNorFilled() {
        with(new CacheSettings(false, 10, 1 << 20, Duration.ofDays(1), PATIENCE, true, Optional.empty()));

        written(take(brief("first")));

        assertThat(cache.stories().size()).hasValue(0);
        assertThat(cache.misses()).isZero();
        assertThat(cache.hitRatio()).isZero();
    }

    @Test
    void theSecondOfTwoTwinsWaitsForTheFirst() {
        // Given
        Writing first = take(brief("first"));
        Writing second = take(brief("second"));
        assertThat(cache.awaitTwin(first).isDue()).isFalse();
        TwinWait wait = cache.awaitTwin(second);
        assertThat(wait.isDue()).isTrue();

        // When
        written(first);
        cache.release(first);

        // Then
        assertThat(wait.isDue()).isFalse();
        cache.answer(second);
        assertThat(second.wantsReply()).isFalse();
    }

    @Test
    void nobodyWaitsForEverOrForAnotherBrief() {
        // Given
        cache.awaitTwin(take(brief("first"))).isDue();
        TwinWait wait = cache.awaitTwin(take(brief("second")));
        assertThat(wait.isDue()).isTrue();

        // When
        now += PATIENCE.toNanos();

        // Then
        assertThat(wait.isDue()).isFalse();
        assertThat(cache.awaitTwin(take(brief("other", "mood", "\"tense\""))).isDue())
                .isFalse();
    }

    @Test
    void aFirstThatFailsMakesRoomForTheSecond() {
        Writing first = take(brief("first"));
        Writing second = take(brief("second"));
        cache.awaitTwin(first).isDue();
        TwinWait wait = cache.awaitTwin(second);
        exhaust(first);

        cache.release(first);

        assertThat(wait.isDue()).isFalse();
        cache.answer(second);
        assertThat(second.wantsReply()).isTrue();
    }

    @Test
    void whenNobodyCanWriteAStoryOfTheSameGenreAndMoodStandsInAndSaysSo() {
        // Given
        Story known = written(take(brief("known")));
        Writing writing = take(brief("other", "premise", "\"a ferryman counts one passenger too many every night\""));
        cache.answer(writing);
        exhaust(writing);

        // When
        similar.lend(writing);

        // Then
        Story story = finished(writing);
        assertThat(story.storySource()).isEqualTo(StorySource.CACHE);
        assertThat(story.scenes())
                .extracting("prompt")
                .isEqualTo(known.scenes().stream().map(scene -> scene.prompt()).toList());
        assertThat(story.llm().fallbackKind()).isEqualTo("cachedPrompt");
        assertThat(story.llm().status()).isEqualTo("error");
        assertThat(story.llm().error()).contains("connection refused");
        assertThat(story.llm().cacheHit()).isFalse();
        assertThat(story.warnings())
                .singleElement()
                .asString()
                .startsWith("LLM_FAILURE: lm-studio")
                .contains("ANOTHER BRIEF'S STORY", known.storyId(), known.title());
        assertThat(similar.lent()).isEqualTo(1);
        assertThat(cache.stories().size()).hasValue(1);
    }

    @Test
    void aStoryOfAnotherKindOrLengthDoesNotStandIn() {
        written(take(brief("known")));

        for (Brief other : List.of(
                brief("genre", "genre", "\"thriller\""),
                brief("mood", "mood", "\"tense\""),
                brief("length", "sceneCount", "2"),
                brief("begun", "scenes", "[{\"title\": \"The Wall\"}]"))) {
            Writing writing = take(other);
            exhaust(writing);
            similar.lend(writing);
            assertThat(writing.lacksWords()).as(other.briefId()).isTrue();
        }
    }

    @Test
    void theStandInCanBeSwitchedOff() {
        written(take(brief("known")));
        with(new CacheSettings(true, 10, 1 << 20, Duration.ofDays(1), PATIENCE, false, Optional.empty()));
        Writing writing = take(brief("other", "seed", "7"));
        exhaust(writing);

        similar.lend(writing);

        assertThat(writing.lacksWords()).isTrue();
    }

    @Test
    void aStoryThatAnotherTurnGoesOnWithIsKeptWhenItIsWhole() {
        // Given
        Writing killed = take(brief("first"));
        writer.nextRequest(killed);
        String words = Writers.story(3).toString();
        killed.session().sent().heard(words.substring(0, words.indexOf("Title 2")), 100);
        new StoryRelease(store, new FairTurns(store), clock).release(killed);

        // When
        Writing again = writer.take(Json.write(StoryMessage.of(record(killed))));
        Writers.say(again.session(), Writers.scene(2));
        Writers.say(again.session(), Writers.scene(3));
        cache.keep(again);
        Writing second = take(brief("second"));
        cache.answer(second);

        // Then
        assertThat(second.wantsReply()).isFalse();
        assertThat(finished(second).scenes())
                .extracting(SceneSpec::title)
                .containsExactly("Title 1", "Title 2", "Title 3");
    }

    @Test
    void aStoryThatAnotherModelGoesOnWithIsNotKept() {
        // Given
        Writing killed = take(brief("first"));
        killed.session().turnTo(Writers.OLLAMA);
        writer.nextRequest(killed);
        String words = Writers.story(3).toString();
        killed.session().sent().heard(words.substring(0, words.indexOf("Title 2")), 100);
        new StoryRelease(store, new FairTurns(store), clock).release(killed);

        // When
        Writing again = writer.take(Json.write(StoryMessage.of(record(killed))));
        Writers.say(again.session(), Writers.scene(2));
        Writers.say(again.session(), Writers.scene(3));
        cache.keep(again);

        // Then
        assertThat(cache.stories().size()).hasValue(0);
    }

    private StoryRecord record(Writing writing) {
        return store.record(writing.storyId()).orElseThrow();
    }

    @Test
    void aDiskThatFailsCostsARequestAndNoStory() throws IOException {
        // Given
        Files.writeString(root.resolve("cache"), "a file where the folder should be");

        // When
        Story story = written(take(brief("first")));

        // Then
        assertThat(story.storySource()).isEqualTo(StorySource.LLM);
        assertThat(cache.stories().size()).hasValue(0);
    }

    private Writing take(Brief brief) {
        StoryRecord record = briefs.accept(brief, brief.briefId() + ".json").record();
        return writer.take(Json.write(StoryMessage.of(record)));
    }

    private Story written(Writing writing) {
        cache.answer(writing);
        if (writing.wantsReply()) {
            Writers.say(writing.session(), Writers.story(3));
        }
        cache.keep(writing);
        return finished(writing);
    }

    private Story finished(Writing writing) {
        writer.useTemplate(writing);
        writer.finish(writing);
        return store.story(writing.storyId()).orElseThrow();
    }

    private void exhaust(Writing writing) {
        while (writing.wantsReply()) {
            writer.nextRequest(writing);
            writer.failed(writing, new IOException("connection refused"));
        }
    }

    private static Brief brief(String id, String... fieldAndValue) {
        ObjectNode brief = Json.mapper().valueToTree(Writers.brief(3));
        brief.put("briefId", id);
        if (fieldAndValue.length > 0) {
            brief.set(fieldAndValue[0], Json.read(fieldAndValue[1], JsonNode.class));
        }
        return Json.read(brief.toString(), Brief.class);
    }
}
