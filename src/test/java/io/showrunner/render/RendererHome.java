package io.showrunner.render;

import io.showrunner.comfyui.Recorded;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.NodeCatalogues;
import io.showrunner.fleet.Probe;
import io.showrunner.fleet.SceneRate;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A renderer over one waiting scene and one server with two slots; its time passes by hand. */
final class RendererHome {
    static final String SOMETHING_ELSE_RUNS = "{\"queue_running\": [], \"queue_pending\": []}";
    static final String NO_HISTORY = "{}";
    private static final Probe IDLE = new Probe(0, 20_000L, 24_576L, "0.3.64");

    final RenderHome scene;
    final Fleet fleet;
    final AtomicLong nanos = new AtomicLong();
    final SceneSettings settings = RenderHome.settings(Duration.ofMinutes(10), 300, Duration.ofMinutes(30));
    final PromptLog observer = new PromptLog();
    final SceneDispatcher dispatcher;
    final SceneRenderer renderer;
    private List<ServerFile> written = List.of();

    RendererHome(Path folder, String workflow) {
        this(new RenderHome(folder, RenderHome.request(workflow), Priority.NORMAL));
    }

    /** The same scene after a restart of the process: only what is on disk is known. */
    RendererHome(RenderHome scene) {
        this.scene = scene;
        fleet = new Fleet(List.of(scene.gpu0), Strategy.LEAST_LOADED, scene.clock);
        fleet.answered("gpu0", IDLE);
        dispatcher = new SceneDispatcher(
                scene.store,
                scene.jobs(),
                fleet,
                new NodeCatalogues(fleet, scene.clock),
                new PromptFollowers(followed -> {}, forgotten -> {}),
                new SceneRate(0, System::nanoTime),
                settings,
                scene.clock,
                nanos::get);
        renderer = new SceneRenderer(scene.store, scene.jobs(), fleet, observer, job -> written, settings, scene.clock);
    }

    /** What an output folder that we can read is found to hold. */
    void outputFolderHolds(List<ServerFile> files) {
        written = files;
    }

    RendererHome restarted() {
        return new RendererHome(scene);
    }

    RenderTurn take() {
        return renderer.take(message());
    }

    /** The message that the scene has in its queue now. */
    String message() {
        return Json.write(SceneMessage.of(scene.scene()));
    }

    RenderTurn prepared() throws InterruptedException {
        RenderTurn turn = take();
        prepares(turn);
        return turn;
    }

    /** A server that does not say what it has is found for the turn. */
    void prepares(RenderTurn turn) throws InterruptedException {
        dispatcher.lease(turn);
        dispatcher.prepare(turn);
    }

    /** A turn whose prompt the server has accepted. */
    RenderTurn posted() throws InterruptedException {
        RenderTurn turn = prepared();
        renderer.promptBody(turn);
        renderer.answered(
                turn, 200, "{\"prompt_id\": \"" + turn.promptId() + "\", \"number\": 1, \"node_errors\": {}}");
        return turn;
    }

    /** A watch over the turn's prompt that has seen nothing yet, and knows of no other prompt like it. */
    PromptWatch watch(RenderTurn turn) {
        return watch(turn, Optional.empty());
    }

    /** The same, where prompts like it take this long for their longest step. */
    PromptWatch watchThatUsuallyTakes(RenderTurn turn, Duration step) {
        return watch(turn, Optional.of(step));
    }

    private PromptWatch watch(RenderTurn turn, Optional<Duration> step) {
        Pulse pulse = new Pulse(settings.silence(), node -> step, nanos::get);
        return new PromptWatch(turn.promptId(), settings, pulse, nanos::get, scene.clock);
    }

    /** A whole look at a server that has neither the prompt nor its history. */
    void looksInVain(RenderTurn turn) {
        renderer.sawQueue(turn, SOMETHING_ELSE_RUNS);
        renderer.sawHistory(turn, NO_HISTORY);
    }

    /** The prompt comes to the end that a recorded history tells. */
    void ends(RenderTurn turn, String history) {
        renderer.sawQueue(turn, SOMETHING_ELSE_RUNS);
        renderer.sawHistory(turn, historyOf(turn, history));
    }

    /** Ends one whole turn with a failure of this kind, report and all. */
    RenderTurn failed(FailureKind kind) throws InterruptedException {
        RenderTurn turn = posted();
        turn.failure = Outcome.failure(kind, "in words");
        renderer.conclude(turn);
        dispatcher.release(turn);
        return turn;
    }

    private static String historyOf(RenderTurn turn, String history) {
        String folder =
                turn.job.filenamePrefix().substring(0, turn.job.filenamePrefix().lastIndexOf('/'));
        String own = Recorded.reply(history).replace(Recorded.PROMPT_ID, turn.promptId());
        return own.replaceAll("\"subfolder\": *\"[^\"]*\"", "\"subfolder\": \"" + folder + "\"");
    }

    void change(UnaryOperator<SceneRecord> change) {
        scene.store.update(RenderHome.STORY, RenderHome.SCENE, change);
    }

    void writes(String name, Object content) {
        DurableFiles.writeJson(scene.attempt(scene.scene().dispatches()).resolve(name), content);
    }

    RenderReport report() {
        return scene.store
                .attemptFile(
                        RenderHome.STORY,
                        RenderHome.SCENE,
                        scene.scene().dispatches(),
                        "render.json",
                        RenderReport.class)
                .orElseThrow();
    }

    int leases() {
        return fleet.view("gpu0").leases();
    }
}
