package io.showrunner.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows how the scenes of one story come along. What cannot change any more is read once. Not thread-safe. */
final class SceneProgress {
    private final StoryStore store;
    private final ToDoubleFunction<String> nodesDone;
    private final ProgressView view;
    private final Map<String, Prompt> prompts = new HashMap<>();

    /** The prompt of a scene's newest dispatch: which server has it, and how many nodes it executes there. */
    private record Prompt(int dispatch, RenderJob job, int nodes) {}

    /** @param nodesDone nodes that a prompt of this id has behind it */
    SceneProgress(StoryStore store, ToDoubleFunction<String> nodesDone, ProgressView view) {
        this.store = store;
        this.nodesDone = nodesDone;
        this.view = view;
    }

    /** Shows where the scenes of the story stand now; nothing before one is written. */
    void show(String storyId) {
        List<SceneSpec> scenes = store.story(storyId).map(Story::scenes).orElse(List.of());
        for (SceneSpec spec : scenes) {
            view.scene(storyId, spec.id(), spec.title(), spec.expectedFrames());
            store.sceneRecord(storyId, spec.id())
                    .ifPresent(scene -> view.update(storyId, spec.id(), done(scene, spec), words(scene)));
        }
    }

    private int done(SceneRecord scene, SceneSpec spec) {
        if (scene.state() == SceneState.PUBLISHED) {
            return spec.expectedFrames();
        }
        return (int) Math.min(spec.expectedFrames() - 1.0, share(scene) * spec.expectedFrames());
    }

    private double share(SceneRecord scene) {
        if (scene.dispatches() == 0) {
            return 0;
        }
        Prompt prompt = prompt(scene);
        boolean isRendered = Files.exists(store.attemptFolder(scene.storyId(), scene.sceneId(), scene.dispatches())
                .resolve("render.json"));
        return isRendered ? 1 : nodesDone.applyAsDouble(prompt.job().promptId()) / prompt.nodes();
    }

    private String words(SceneRecord scene) {
        return switch (scene.state()) {
            case RUNNING -> "rendering on " + prompt(scene).job().instanceId();
            case PUBLISHED -> "published";
            case FAILED -> "failed: " + scene.failureKind();
            default -> scene.state().name().toLowerCase(Locale.ROOT);
        };
    }

    private Prompt prompt(SceneRecord scene) {
        return prompts.compute(
                scene.sceneId(),
                (id, known) -> known != null && known.dispatch() == scene.dispatches() ? known : read(scene));
    }

    private Prompt read(SceneRecord scene) {
        return new Prompt(
                scene.dispatches(),
                attemptFile(scene, "job.json", RenderJob.class),
                Math.max(
                        1, attemptFile(scene, "workflow.json", ObjectNode.class).size()));
    }

    private <T> T attemptFile(SceneRecord scene, String name, Class<T> type) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), name, type)
                .orElseThrow(() -> new IllegalStateException(
                        name + " of " + scene.storyId() + "/" + scene.sceneId() + " is gone"));
    }
}
