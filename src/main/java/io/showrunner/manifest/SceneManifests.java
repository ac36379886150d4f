package io.showrunner.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.manifest.SceneManifest.Frame;
import io.showrunner.manifest.SceneManifest.Instance;
import io.showrunner.manifest.SceneManifest.Keyframe;
import io.showrunner.manifest.SceneManifest.Output;
import io.showrunner.manifest.SceneManifest.Seed;
import io.showrunner.manifest.SceneManifest.Timings;
import io.showrunner.manifest.SceneManifest.Workflow;
import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes and reads the manifests of scenes. Thread-safe. */
public final class SceneManifests {
    /** Its name in the scene's folder. */
    public static final String FILE = "manifest.json";

    private static final double MILLIS = 1000;

    private final StoryStore store;
    private final StoryKeyframes keyframes;
    private final Clock clock;

    public SceneManifests(StoryStore store, Clock clock) {
        this.store = store;
        this.keyframes = new StoryKeyframes(store);
        this.clock = clock;
    }

    /** Where the scene's manifest lies. */
    public Path file(String storyId, String sceneId) {
        return store.sceneFolder(storyId, sceneId).resolve(FILE);
    }

    /**
     * The scene's manifest; empty when there is none.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public Optional<SceneManifest> read(String storyId, String sceneId) {
        Path file = file(storyId, sceneId);
        return Files.exists(file) ? Optional.of(Json.read(file, SceneManifest.class)) : Optional.empty();
    }

    /** Writes the manifest of the prompt's scene, whole or not at all. */
    public void write(RenderJob job, RenderReport report, CollectReport collected, List<Frame> frames) {
        byte[] workflow = bytes(workflowFile(job));
        GraphFacts graph = new GraphFacts(read(job, workflow));
        SceneManifest manifest = new SceneManifest(
                SceneManifest.VERSION,
                job.storyId(),
                job.sceneId(),
                store.record(job.storyId()).map(StoryRecord::runId).orElse(null),
                job.promptId(),
                job.attempt(),
                job.dispatch(),
                workflow(job, workflow),
                new Seed(job.seed(), isSeedExplicit(job)),
                graph.models(),
                graph.samplers(),
                graph.upload().flatMap(name -> keyframe(job, name)).orElse(null),
                output(job, frames),
                frames,
                timings(report, clock.instant()),
                instance(job, report),
                collected.warnings(),
                Stream.concat(report.fallbackNotes().stream(), collected.fallbackNotes().stream())
                        .toList());
        DurableFiles.writeJson(file(job.storyId(), job.sceneId()), manifest);
    }

    private Workflow workflow(RenderJob job, byte[] content) {
        return new Workflow(
                job.workflow(),
                job.templateHash(),
                job.workflowHash(),
                store.folder(job.storyId())
                        .relativize(workflowFile(job))
                        .toString()
                        .replace('\\', '/'),
                Sha256.hex(content),
                job.framesNode(),
                job.filenamePrefix(),
                job.downgrade());
    }

    private Path workflowFile(RenderJob job) {
        return store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch()).resolve("workflow.json");
    }

    private boolean isSeedExplicit(RenderJob job) {
        return store.story(job.storyId()).map(story -> story.render().seed()).isPresent();
    }

    private Optional<Keyframe> keyframe(RenderJob job, String uploadedAs) {
        return keyframes
                .find(job.storyId(), store.scene(job.storyId(), job.sceneId()).keyframePath())
                .map(picture -> new Keyframe(picture, uploadedAs));
    }

    private static Output output(RenderJob job, List<Frame> frames) {
        Frame first = frames.get(0);
        JsonNode fps = job.knobs().get("fps");
        return new Output(
                first.width(),
                first.height(),
                fps == null || !fps.isNumber() ? null : fps.intValue(),
                frames.size(),
                SceneManifest.rootHash(frames));
    }

    /** The server's clock may be another one: only a difference of two of its times counts. */
    private static Timings timings(RenderReport report, Instant published) {
        Double execution = report.tellsExecution() ? seconds(report.executionStart(), report.executionEnd()) : null;
        double onServer = seconds(report.queueStart(), report.queueEnd());
        Double wait = execution == null ? null : Math.max(0, Math.round((onServer - execution) * MILLIS) / MILLIS);
        return new Timings(
                report.queueStart(), published, wait, execution, Math.max(0, seconds(report.queueEnd(), published)));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS;
    }

    private static Instance instance(RenderJob job, RenderReport report) {
        JsonNode system = report.systemBefore() == null ? Json.mapper().nullNode() : report.systemBefore();
        return new Instance(
                job.instanceId(),
                job.instanceUrl(),
                report.gpuBefore() == null ? null : report.gpuBefore().name(),
                system.path("comfyui_version").textValue(),
                system.path("pytorch_version").textValue(),
                system.path("python_version").textValue(),
                system.path("os").textValue());
    }

    private static ObjectNode read(RenderJob job, byte[] workflow) {
        try {
            return Json.mapper().readValue(workflow, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the workflow of prompt " + job.promptId() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
