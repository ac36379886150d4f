package io.showrunner.story;

import io.showrunner.HandClock;
import io.showrunner.story.Control.Action;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Stories on disk, and a person who changes what is to happen to them; time passes by hand. */
final class ControlledStories {
    static final Instant START = Instant.parse("2026-11-26T01:00:00Z");

    final StoryStore store;
    private final HandClock clock = new HandClock(START);
    final SceneOrder order;
    final StoryControl control;

    ControlledStories(Path folder) {
        store = new StoryStore(folder);
        order = new SceneOrder(store, clock);
        control = new StoryControl(store, order, clock);
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    StoryRecord accepted(String storyId, Priority priority) {
        StoryRecord story =
                StoryRecord.accepted(storyId, null, storyId + ".json", "00", priority, "run", clock.instant(), null);
        store.save(story);
        return story;
    }

    /** A story with scenes that all wait. */
    StoryRecord written(String storyId, Priority priority, int scenes) {
        StoryRecord story = accepted(storyId, priority).to(StoryState.WRITTEN, clock.instant(), null);
        List<SceneSpec> specs = IntStream.rangeClosed(1, scenes)
                .mapToObj(i ->
                        new SceneSpec("scene-00" + i, "Scene " + i, "", "a hill", "calm", null, 3, "blur", null, null))
                .toList();
        List<SceneRecord> records = specs.stream()
                .map(spec -> SceneRecord.written(
                        storyId, spec.id(), priority, clock.millis() * 100 + specs.indexOf(spec), clock.instant()))
                .toList();
        Story written = new Story(
                storyId,
                clock.instant(),
                "Bees",
                "Bees code.",
                "Honey.",
                specs,
                "test",
                StorySource.LLM,
                null,
                null,
                List.of());
        store.save(written, records);
        store.save(story);
        return story;
    }

    /** A story of which the first scene waits, and so many more have no words yet. */
    StoryRecord beingWritten(String storyId, Priority priority, int unwritten) {
        StoryRecord story = written(storyId, priority, 1 + unwritten);
        store.sceneRecords(storyId).stream().skip(1).forEach(scene -> {
            DurableFiles.delete(store.sceneFolder(storyId, scene.sceneId()).resolve(scene.sceneId() + ".json"));
            state(storyId, scene.sceneId(), SceneState.UNWRITTEN);
        });
        return store.update(storyId, now -> story.to(StoryState.WRITING, clock.instant(), null));
    }

    /** The scene has a prompt on a server. */
    void running(String storyId, String sceneId, String promptId) {
        SceneRecord scene = store.update(storyId, sceneId, before -> before.dispatched(true, clock.instant()));
        DurableFiles.writeJson(
                store.attemptFolder(storyId, sceneId, scene.dispatches()).resolve("job.json"),
                new RenderJob(
                        storyId,
                        sceneId,
                        1,
                        1,
                        promptId,
                        "client",
                        "gpu0",
                        URI.create("http://127.0.0.1:8188"),
                        BigInteger.ONE,
                        "smoke",
                        "t",
                        "00",
                        "7",
                        "showrunner/x/frame",
                        3,
                        128,
                        72,
                        null,
                        Map.of(),
                        clock.instant()));
    }

    void state(String storyId, String sceneId, SceneState state) {
        store.update(storyId, sceneId, before -> before.to(state, null, "as the test wants it", clock.instant()));
    }

    Change scene(Action action, String storyId, String sceneId) {
        return control.apply(new Control(action, storyId, sceneId, null));
    }

    Change story(Action action, String storyId) {
        return control.apply(new Control(action, storyId, null, null));
    }

    SceneRecord sceneRecord(String storyId, String sceneId) {
        return store.sceneRecord(storyId, sceneId).orElseThrow();
    }
}
