package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.WorkflowValues;
import io.showrunner.render.SceneDraft.Identity;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Makes the next prompt of a scene from its story and its template, which is read once for it. Thread-safe. */
final class SceneDrafts {
    private final StoryStore store;
    private final WorkflowTemplates templates;
    private final WorkflowValues defaults;
    private final Keyframes keyframes;
    private final Clock clock;

    /** @param defaults what workflows are given that no brief says */
    SceneDrafts(StoryStore store, WorkflowTemplates templates, WorkflowValues defaults, Clock clock) {
        this.store = store;
        this.templates = templates;
        this.defaults = defaults;
        this.keyframes = new Keyframes(store);
        this.clock = clock;
    }

    /**
     * The prompt that comes next.
     *
     * @param counted true when the retry budget pays for it (Q4), false for a re-dispatch
     * @throws UnusableWorkflow when the scene cannot be rendered by its workflow
     */
    SceneDraft of(SceneRecord scene, Story story, boolean counted) {
        SceneSpec spec = store.scene(scene.storyId(), scene.sceneId());
        WorkflowTemplate template = templates.get(story.render().workflow());
        SceneRecord raised = scene.dispatched(counted, clock.instant());
        BigInteger seed =
                SceneSeed.of(spec.seed(), story.render().seed(), scene.storyId(), scene.sceneId(), raised.attempts());
        String promptId = UUID.randomUUID().toString();
        String prefix = "showrunner/" + scene.storyId() + "/" + scene.sceneId() + "/" + promptId + "/frame";
        Keyframe keyframe = template.takesKeyframe()
                ? keyframes.of(scene.storyId(), spec, template.name()).orElse(null)
                : null;
        Map<Binding, JsonNode> values = SceneValues.of(spec, story.render(), defaults, seed, prefix, keyframe);
        PatchedWorkflow full = WorkflowPatcher.patch(template, values, spec.expectedFrames());
        return new SceneDraft(scene, raised, spec, template, new Identity(promptId, prefix, seed), values, full);
    }
}
