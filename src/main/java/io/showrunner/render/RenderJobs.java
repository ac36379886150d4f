package io.showrunner.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.comfyui.PromptRequest;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.WorkflowValues;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderJob.Downgrade;
import io.showrunner.story.SceneLabel;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares prompts so that each is rendered once: the job and its workflow are on disk before anything is posted, and
 * whoever comes after a crash finds them and follows the same prompt. Thread-safe.
 */
public final class RenderJobs {
    private static final Logger LOG = LoggerFactory.getLogger(RenderJobs.class);
    private static final String JOB = "job.json";
    private static final String WORKFLOW = "workflow.json";
    private static final String START = "start.json";
    private static final InstanceSettings NOBODY =
            new InstanceSettings(RenderJob.SCENE_CACHE, URI.create("cache:scenes"), 1, null);

    private final StoryStore store;
    private final SceneDrafts drafts;
    private final Keyframes keyframes;
    private final UnaryOperator<String> clientIds;

    private record Start(Instant executionStart) {}

    /**
     * @param defaults what workflows are given that no brief says
     * @param clientIds instance id to the websocket client id that is in use for it now
     */
    public RenderJobs(
            StoryStore store,
            WorkflowTemplates templates,
            WorkflowValues defaults,
            UnaryOperator<String> clientIds,
            Clock clock) {
        this.store = store;
        this.drafts = new SceneDrafts(store, templates, defaults, clock);
        this.keyframes = new Keyframes(store);
        this.clientIds = clientIds;
    }

    /** The name of the workflow by which the scene is rendered. */
    String workflowName(SceneRecord scene) {
        return story(scene).render().workflow();
    }

    /** The scene's prompt that was prepared and has no report yet: it is to be followed, not prepared again. */
    public Optional<RenderJob> open(SceneRecord scene) {
        return isReported(scene.storyId(), scene.sceneId(), scene.dispatches())
                ? Optional.empty()
                : store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), JOB, RenderJob.class);
    }

    /** True while the prompt has no report: whoever follows it next may find it on its server. */
    boolean isOpen(RenderJob job) {
        return !isReported(job.storyId(), job.sceneId(), job.dispatch());
    }

    private boolean isReported(String storyId, String sceneId, int dispatch) {
        return Files.exists(store.attemptFolder(storyId, sceneId, dispatch).resolve(RenderReports.REPORT));
    }

    /**
     * Makes the scene's next prompt and raises its record. The template is read once, here: what is posted, now or after a
     * crash, is the workflow written beside the job.
     *
     * @param catalogue what the server has; empty when it does not say, its own check decides then
     * @param smaller how the scene is made with less memory; empty to make it as it was asked for
     * @param counted true when the retry budget pays for it (Q4), false for a re-dispatch
     * @throws UnusableWorkflow when the scene cannot be rendered by its workflow; nothing is written then
     * @throws UnfitServer when this server cannot run it; nothing is written then
     * @throws SceneMovedOn when the record changed meanwhile: cancelled, superseded, or taken by somebody else
     */
    RenderJob prepare(
            SceneRecord scene,
            InstanceSettings instance,
            Optional<NodeCatalogue> catalogue,
            Optional<Smaller> smaller,
            boolean counted) {
        SceneDraft draft = draft(scene, counted);
        WorkflowTemplate template = draft.template();
        PatchedWorkflow made = smaller.map(less -> less.patch(template, draft.values(), draft.full()))
                .orElse(draft.full());
        PatchedWorkflow patched = catalogue
                .map(has -> made.with(Preflight.fit(instance.id(), has, template, made.workflow())))
                .orElse(made);
        Downgrade downgrade = smaller.map(less -> less.downgrade(draft.full())).orElse(null);
        RenderJob job = job(draft, instance, clientIds.apply(instance.id()), patched, downgrade);
        write(draft, job, patched.workflow(), nothing -> {});
        log(job);
        return job;
    }

    /**
     * The scene's next prompt as it is asked for; nothing is written.
     *
     * @throws UnusableWorkflow when the scene cannot be rendered by its workflow
     */
    SceneDraft draft(SceneRecord scene, boolean counted) {
        return drafts.of(scene, story(scene), counted);
    }

    /**
     * Makes the prompt one that nobody renders, and raises the scene's record.
     *
     * @param rest writes what else belongs to it, before the record
     * @throws SceneMovedOn when the record changed meanwhile; nothing is written then
     */
    RenderJob reuse(SceneDraft draft, Consumer<RenderJob> rest) {
        RenderJob job = job(draft, NOBODY, null, draft.full(), null);
        write(draft, job, draft.full().workflow(), rest);
        return job;
    }

    /** The picture that must be uploaded before the prompt is posted; empty when it needs none. */
    public Optional<Keyframe> keyframe(RenderJob job) {
        SceneSpec scene = store.scene(job.storyId(), job.sceneId());
        return workflow(job).findValues("image").stream().anyMatch(Keyframe::isOurs)
                ? keyframes.of(job.storyId(), scene, job.workflow())
                : Optional.empty();
    }

    /** Keeps when the execution was seen to begin: its bound (Q1) outlives this process. */
    void keepStart(RenderJob job, Instant when) {
        Path folder = store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch());
        DurableFiles.writeJson(folder.resolve(START), new Start(when));
    }

    /** When the execution was seen to begin, by this process or an earlier one; empty when it was not. */
    Optional<Instant> start(RenderJob job) {
        return store.attemptFile(job.storyId(), job.sceneId(), job.dispatch(), START, Start.class)
                .map(Start::executionStart);
    }

    /** The body of {@code POST /prompt}, the same prompt however often it is asked for. */
    public String promptBody(RenderJob job) {
        ObjectNode workflow = workflow(job);
        SceneRecord scene = record(job);
        ObjectNode label = SceneLabel.of(
                job.storyId(), store.scene(job.storyId(), job.sceneId()), job.promptId(), job.expectedFrames());
        String clientId = clientIds.apply(job.instanceId());
        return new PromptRequest(workflow, job.promptId(), clientId, label, scene.priority() == Priority.HIGH).body();
    }

    private static RenderJob job(
            SceneDraft draft,
            InstanceSettings instance,
            String clientId,
            PatchedWorkflow patched,
            Downgrade downgrade) {
        SceneRecord raised = draft.raised();
        WorkflowTemplate template = draft.template();
        return new RenderJob(
                raised.storyId(),
                raised.sceneId(),
                raised.attempts(),
                raised.dispatches(),
                draft.id().promptId(),
                clientId,
                instance.id(),
                instance.url(),
                draft.id().seed(),
                template.name(),
                template.hash(),
                patched.hash(),
                template.framesNode(),
                draft.id().prefix(),
                patched.frames(),
                patched.width(),
                patched.height(),
                downgrade,
                template.knobs(patched.workflow()),
                raised.changedAt());
    }

    /** The record comes last: a crash before it leaves a folder that is made anew, and costs no attempt. */
    private void write(SceneDraft draft, RenderJob job, ObjectNode workflow, Consumer<RenderJob> rest) {
        Path folder = store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch());
        store.update(job.storyId(), job.sceneId(), current -> {
            if (!isStill(draft.before(), current)) {
                throw new SceneMovedOn(current);
            }
            DurableFiles.deleteTree(folder);
            rest.accept(job);
            DurableFiles.writeJson(folder.resolve(WORKFLOW), workflow);
            DurableFiles.writeJson(folder.resolve(JOB), job);
            return draft.raised();
        });
    }

    private static void log(RenderJob job) {
        job.about(LOG.atInfo())
                .log(
                        "{} prepared attempt={} dispatch={} workflow={} frames={}",
                        job.words(),
                        job.attempt(),
                        job.dispatch(),
                        job.workflow(),
                        job.expectedFrames());
        job.downgraded().ifPresent(why -> job.about(LOG.atWarn()).log("{} {}", job.words(), why));
    }

    private static boolean isStill(SceneRecord expected, SceneRecord current) {
        boolean due = current.state() == SceneState.WAITING || current.state() == SceneState.RUNNING;
        return due && current.generation() == expected.generation() && current.dispatches() == expected.dispatches();
    }

    /** The workflow of the prompt, as it is on disk. */
    ObjectNode workflow(RenderJob job) {
        return store.attemptFile(job.storyId(), job.sceneId(), job.dispatch(), WORKFLOW, ObjectNode.class)
                .orElseThrow(() -> new IllegalStateException("storyId=" + job.storyId() + " sceneId=" + job.sceneId()
                        + " has no workflow.json beside job.json of attempt folder " + job.dispatch()));
    }

    private Story story(SceneRecord scene) {
        return store.story(scene.storyId())
                .orElseThrow(() -> new IllegalStateException("storyId=" + scene.storyId() + " is not written"));
    }

    private SceneRecord record(RenderJob job) {
        return store.sceneRecord(job.storyId(), job.sceneId())
                .orElseThrow(() -> new IllegalStateException(
                        "storyId=" + job.storyId() + " sceneId=" + job.sceneId() + " has no record"));
    }
}
