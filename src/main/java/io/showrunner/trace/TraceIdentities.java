package io.showrunner.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The identity of a story's trace, of its first span and of the span of each scene. They are made of the records alone, so
 * that a story goes on in the same trace after a restart, whoever takes it, without anything that would have to be kept. A story that
 * is made anew of the same brief was accepted at another time. Thread-safe.
 */
final class TraceIdentities {
    private static final int REMEMBERED = 1000;
    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;
    private static final float LOAD = 0.75f;

    private final StoryStore store;
    private final StorySampler sampler;
    private final Map<String, SpanContext> stories = Collections.synchronizedMap(new Newest<>());
    private final Map<String, Instant> ends = Collections.synchronizedMap(new Newest<>());

    TraceIdentities(StoryStore store, StorySampler sampler) {
        this.store = store;
        this.sampler = sampler;
    }

    /** Of a story that was just accepted. */
    SpanContext accepted(StoryRecord story) {
        String hash = Sha256.hex(story.storyId() + ":" + story.acceptedAt().toEpochMilli());
        String traceId = hash.substring(0, TRACE_DIGITS);
        SpanContext identity = SpanContext.createFromRemoteParent(
                traceId,
                hash.substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS),
                sampler.takes(traceId) ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
        stories.put(story.storyId(), identity);
        return identity;
    }

    /** Empty when there is no such story. */
    Optional<SpanContext> story(String storyId) {
        return Optional.ofNullable(stories.get(storyId))
                .or(() -> store.record(storyId).map(this::accepted));
    }

    /** Empty when there is no such scene. */
    Optional<SpanContext> scene(String storyId, String sceneId) {
        return store.sceneRecord(storyId, sceneId).flatMap(this::scene);
    }

    /** A scene that a person had tried again is another span. */
    Optional<SpanContext> scene(SceneRecord scene) {
        return story(scene.storyId())
                .map(story -> SpanContext.createFromRemoteParent(
                        story.getTraceId(),
                        Sha256.hex(story.getTraceId() + ":" + scene.sceneId() + ":"
                                        + scene.forgiven().dispatches())
                                .substring(0, SPAN_DIGITS),
                        story.getTraceFlags(),
                        story.getTraceState()));
    }

    /** False when this process has heard of this end of the scene before: a marker may be written twice. */
    boolean isNewEnd(SceneRecord scene) {
        Instant known = ends.put(scene.id().toString(), scene.changedAt());
        return !scene.changedAt().equals(known);
    }

    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(REMEMBERED, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
