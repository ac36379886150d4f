package io.showrunner.render;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person needs to see why a scene failed, in {@code scenes/<sceneId>/failure/}: the reason in words, and of the last
 * prompt the request as it was posted and the workflow, ready to be opened in ComfyUI. Thread-safe.
 */
public final class FailureFolder {
    private static final Logger LOG = LoggerFactory.getLogger(FailureFolder.class);
    private static final String REASON = "reason.txt";
    private static final String REQUEST = "request.json";
    private static final String WORKFLOW = "workflow.json";

    private final StoryStore store;
    private final RenderJobs jobs;

    public FailureFolder(StoryStore store, RenderJobs jobs) {
        this.store = store;
        this.jobs = jobs;
    }

    /** Keeps the files for a scene that has failed, and removes those of an earlier try from one that has not. */
    public void keep(SceneRecord scene) {
        Path folder = store.sceneFolder(scene.storyId(), scene.sceneId()).resolve("failure");
        if (scene.state() != SceneState.FAILED) {
            List.of(REASON, REQUEST, WORKFLOW).forEach(name -> remove(folder.resolve(name)));
            return;
        }
        Optional<RenderJob> job = keepPrompt(scene, folder);
        DurableFiles.write(folder.resolve(REASON), reason(scene, job).getBytes(StandardCharsets.UTF_8));
    }

    /** The last prompt; empty when there was none, or when it cannot be shown because its files are damaged. */
    private Optional<RenderJob> keepPrompt(SceneRecord scene, Path folder) {
        try {
            Optional<RenderJob> job = store.attemptFile(
                    scene.storyId(), scene.sceneId(), scene.dispatches(), "job.json", RenderJob.class);
            job.ifPresent(last -> {
                DurableFiles.write(
                        folder.resolve(REQUEST), jobs.promptBody(last).getBytes(StandardCharsets.UTF_8));
                DurableFiles.writeJson(folder.resolve(WORKFLOW), jobs.workflow(last));
            });
            return job;
        } catch (UncheckedIOException e) {
            if (!Json.isDamaged(e)) {
                throw e;
            }
            LOG.warn(
                    "storyId={} sceneId={} the last prompt cannot be shown: {}",
                    scene.storyId(),
                    scene.sceneId(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static void remove(Path file) {
        if (Files.exists(file)) {
            DurableFiles.delete(file);
        }
    }

    private static String reason(SceneRecord scene, Optional<RenderJob> job) {
        return """
                %s/%s failed: %s
                %s
                Attempts paid from the retry budget: %d; prompts in all: %d.
                %s
                To try it again: java -jar showrunner.jar retry %s/%s
                """.formatted(
                        scene.storyId(),
                        scene.sceneId(),
                        scene.failureKind(),
                        scene.message(),
                        scene.attemptsPaid(),
                        scene.dispatches(),
                        job.map(last -> "The last prompt was " + last.promptId() + " on " + last.instanceId()
                                        + "; what was posted is in request.json, its workflow in workflow.json.")
                                .orElse(
                                        scene.dispatches() == 0
                                                ? "No prompt was posted."
                                                : "The files of the last prompt are damaged or gone."),
                        scene.storyId(),
                        scene.sceneId());
    }
}
