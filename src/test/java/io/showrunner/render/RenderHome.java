package io.showrunner.render;

import io.showrunner.HandClock;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.config.Settings.WorkflowSettings;
import io.showrunner.config.SilenceSettings;
import io.showrunner.config.WorkflowValues;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Sha256;
import io.showrunner.story.Story;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryStore;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A written story with one waiting scene, the shipped workflow templates, and one server. */
final class RenderHome {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Path SHIPPED = Path.of("config", "workflows");
    static final String STORY = "story-orchard";
    static final String SCENE = "scene-001";

    final StoryStore store;
    final Path home;
    final InstanceSettings gpu0 = new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null);
    final HandClock clock = new HandClock(NOW);

    RenderHome(Path home, RenderRequest request, Priority priority) {
        this.home = home;
        this.store = new StoryStore(home.resolve("stories"));
        write(STORY, request, spec(), priority);
    }

    /** Adds a story of this one scene. */
    SceneRecord write(String storyId, RenderRequest request, SceneSpec scene, Priority priority) {
        SceneRecord record = SceneRecord.written(storyId, scene.id(), priority, 1, NOW);
        store.save(story(storyId, request, scene), List.of(record));
        return record;
    }

    /** The story keeps this as the picture of its scene. */
    Path keepKeyframe(byte[] content) {
        String sha256 = Sha256.hex(content);
        StoryKeyframe keyframe = new StoryKeyframe(
                "keyframes/idle-row.png", spec().keyframePath(), "png", content.length, 64, 36, sha256);
        StoryKeyframes keyframes = new StoryKeyframes(store);
        keyframes.save(STORY, List.of(keyframe));
        DurableFiles.write(keyframes.path(STORY, keyframe), content);
        return keyframes.path(STORY, keyframe);
    }

    RenderJobs jobs() {
        return jobs(WorkflowValues.none());
    }

    RenderJobs jobs(WorkflowValues values) {
        return jobs(SHIPPED, values);
    }

    RenderJobs jobs(Path workflows, WorkflowValues values) {
        return new RenderJobs(store, templates(workflows), values, id -> "client-of-" + id, clock);
    }

    SceneRecord scene() {
        return store.sceneRecord(STORY, SCENE).orElseThrow();
    }

    Path attempt(int dispatch) {
        return store.attemptFolder(STORY, SCENE, dispatch);
    }

    static WorkflowTemplates templates(Path folder) {
        return new WorkflowTemplates(new WorkflowSettings("txt2img-svd", folder, WorkflowValues.none()));
    }

    static RenderRequest request(String workflow) {
        return new RenderRequest(workflow, 1280, 720, 8, BigInteger.valueOf(42), null, true);
    }

    static SceneSpec spec() {
        return new SceneSpec(
                SCENE,
                "Idle Row",
                "Robots stand still.",
                "Symmetrical dolly along a terraced orbital orchard",
                "hushed",
                "keyframes/0123456789abcdef0123456789abcdef.png",
                14,
                "blurry, watermark",
                "slow forward dolly",
                "bone white, leaf green, amber");
    }

    static SceneSettings settings(Duration maxWait, int historyMaxAttempts, Duration maxQueueWait) {
        Duration poll = Duration.ofSeconds(2);
        Duration any = Duration.ofSeconds(30);
        return new SceneSettings(
                maxWait,
                historyMaxAttempts,
                poll,
                1,
                any,
                poll,
                3,
                any,
                any,
                maxQueueWait,
                20,
                new SilenceSettings(5, Duration.ofSeconds(60)));
    }

    private static Story story(String storyId, RenderRequest request, SceneSpec scene) {
        return new Story(
                storyId,
                NOW,
                "Orchard Protocol",
                "Robots strike.",
                "Quiet.",
                List.of(scene),
                "local-llm:test",
                StorySource.LLM,
                request,
                null,
                List.of());
    }
}
