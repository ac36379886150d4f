package io.showrunner.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceIdentitiesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T18:00:00Z");
    private static final StoryRecord STORY = accepted(NOW);
    private static final SceneRecord SCENE = SceneRecord.written("story-ferry", "scene-001", Priority.NORMAL, 1, NOW);

    @TempDir
    private Path folder;

    private StoryStore store;

    @BeforeEach
    void acceptTheStory() {
        store = new StoryStore(folder);
        store.save(STORY);
    }

    private TraceIdentities process(double share) {
        return new TraceIdentities(store, new StorySampler(share));
    }

    private static StoryRecord accepted(Instant when) {
        return StoryRecord.accepted(
                "story-ferry", null, "ferry.json", "hash", Priority.NORMAL, "20261126-180000", when, null);
    }

    @Test
    void everyProcessKnowsAStoryByTheSameTrace() {
        SpanContext accepted = process(1).accepted(STORY);

        assertThat(accepted.isValid()).isTrue();
        assertThat(accepted.isSampled()).isTrue();
        assertThat(process(1).story("story-ferry")).contains(accepted);
    }

    @Test
    void aSceneIsASpanOfItsStorysTraceAndAnotherOneWhenItIsTriedAnew() {
        TraceIdentities process = process(1);

        SpanContext scene = process.scene(SCENE).orElseThrow();
        SpanContext anew =
                process.scene(SCENE.dispatched(true, NOW).triedAnew()).orElseThrow();

        assertThat(scene.getTraceId()).isEqualTo(process.accepted(STORY).getTraceId());
        assertThat(scene.getSpanId())
                .isNotEqualTo(process.accepted(STORY).getSpanId())
                .isNotEqualTo(anew.getSpanId());
        assertThat(process.scene(SCENE.waitingAgain("an age", NOW))).contains(scene);
    }

    @Test
    void anEndThatIsToldTwiceIsNewOnce() {
        TraceIdentities process = process(1);

        assertThat(process.isNewEnd(SCENE)).isTrue();
        assertThat(process.isNewEnd(SCENE)).isFalse();
        assertThat(process.isNewEnd(SCENE.waitingAgain("an age", NOW.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void aStoryThatIsMadeAnewOfTheSameBriefIsAnotherTrace() {
        TraceIdentities process = process(1);
        SpanContext first = process.accepted(STORY);

        SpanContext second = process.accepted(accepted(NOW.plusSeconds(60)));

        assertThat(second.getTraceId()).isNotEqualTo(first.getTraceId());
        assertThat(process.story("story-ferry")).contains(second);
    }

    @Test
    void aStoryThatIsLeftOutSaysSoToEverybody() {
        assertThat(process(0).accepted(STORY).isSampled()).isFalse();
        assertThat(process(0).scene(SCENE).orElseThrow().isSampled()).isFalse();
    }

    @Test
    void nobodyIsTracedWhoIsNotThere() {
        assertThat(process(1).story("story-nobody")).isEmpty();
        assertThat(process(1).scene("story-ferry", "scene-009")).isEmpty();
    }
}
