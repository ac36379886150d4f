package io.showrunner.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.SettingsLoader;
import io.showrunner.routes.Pipeline;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole pipeline on simulated GPUs and a simulated language model: a bundled brief goes in through the inbox, the
 * shipped routes do the rest. Everything lies under one folder, and everything says that it is a simulation.
 */
final class Demo implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 200;
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final DemoOptions options;
    private final ProgressView view;
    private final String briefId;
    private final List<ComfyUiSimulator> gpus = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private LlmSimulator llm;
    private Pipeline pipeline;
    private String storyId;

    private Demo(DemoOptions options, ProgressView view) {
        this.options = options;
        this.view = view;
        this.briefId = "demo-" + RUN.format(Instant.now());
    }

    /** Starts the simulators and the pipeline, and puts the brief into the inbox. */
    static Demo start(DemoOptions options, ProgressView view) throws Exception {
        Demo demo = new Demo(options, view);
        try {
            demo.start();
            return demo;
        } catch (Exception e) {
            demo.close();
            throw e;
        }
    }

    private void start() throws Exception {
        view.line(
                "Showrunner demo: a SIMULATION. No GPU and no language model take part; the routes are the real ones.");
        llm = LlmSimulator.start(LlmOptions.builder(Flavour.LM_STUDIO)
                .latency(Duration.ofMillis(300))
                .tokensPerSecond(600)
                .build());
        for (int i = 0; i < options.gpus(); i++) {
            gpus.add(ComfyUiSimulator.start(ComfyUiOptions.standard()));
        }
        pipeline = Pipeline.startSimulation(SettingsLoader.loadShipped(options.home(), Map.of(), settings()));
        view.line("simulated GPUs: " + options.gpus() + ", language model: " + llm.url());
        view.line("watch it in a browser: http://127.0.0.1:" + pipeline.port() + "/");
        dropBrief();
    }

    private Properties settings() {
        Properties settings = new Properties();
        for (String folder : List.of("inbox", "stories", "data")) {
            settings.setProperty(
                    "showrunner." + folder, options.out().resolve(folder).toString());
        }
        settings.setProperty("showrunner.http.port", "0");
        settings.setProperty("showrunner.scene-cache.enabled", "false");
        settings.setProperty("showrunner.inbox.quiet-for", "300ms");
        settings.setProperty("showrunner.film", "film");
        for (int i = 0; i < gpus.size(); i++) {
            String instance = "showrunner.comfyui.instances[" + i + "].";
            settings.setProperty(instance + "id", "gpu" + i);
            settings.setProperty(instance + "url", gpus.get(i).url().toString());
        }
        for (int i = 0; i < 2; i++) {
            settings.setProperty(
                    "showrunner.llm.providers[" + i + "].url", llm.url().toString());
            settings.setProperty("showrunner.llm.providers[" + i + "].model", LlmOptions.MISTRAL);
        }
        return settings;
    }

    private void dropBrief() {
        Path bundled = options.home().resolve("config/briefs/orchard-protocol.json");
        ObjectNode brief = Json.read(bundled, ObjectNode.class);
        brief.put("briefId", briefId);
        brief.put("sceneCount", options.scenes());
        ArrayNode scenes = brief.withArray("scenes");
        while (scenes.size() > options.scenes()) {
            scenes.remove(scenes.size() - 1);
        }
        Path inbox = options.out().resolve("inbox");
        DurableFiles.writeJson(inbox.resolve(briefId + ".json"), brief);
        view.line("brief: " + inbox.resolve(briefId + ".json"));
    }

    /** Shows how the story comes along until it has ended; true when it is finished whole. */
    boolean watch() throws Exception {
        SceneProgress progress = new SceneProgress(pipeline.store(), pipeline::nodesDone, view);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<StoryRecord> story = story();
            story.map(StoryRecord::storyId).ifPresent(progress::show);
            if (story.filter(this::isOver).isPresent()) {
                view.close();
                summary(story.get());
                return story.get().state() == StoryState.FINISHED;
            }
            Path refused = options.out().resolve("inbox/rejected").resolve(briefId + ".json.reason.txt");
            if (Files.exists(refused)) {
                view.line("the brief was refused: " + Files.readString(refused));
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        view.line("the story did not finish within " + LONGEST.toMinutes() + " minutes; look at the log above");
        return false;
    }

    /** A story that was assembled is over when it is delivered: its film is made by then. */
    private boolean isOver(StoryRecord story) {
        Path folder = pipeline.store().folder(story.storyId());
        return story.state().isTerminal()
                && (!Files.exists(folder.resolve("story.done")) || Files.exists(folder.resolve("story.delivered")));
    }

    /** Says how to look around while the demo stays up. */
    void invite() {
        view.line("staying up: drop briefs into " + options.out().resolve("inbox") + "; stop with Ctrl-C");
    }

    private Optional<StoryRecord> story() {
        StoryStore store = pipeline.store();
        if (storyId == null) {
            storyId = store.storyIds().stream()
                    .flatMap(id -> store.record(id).stream())
                    .filter(record -> briefId.equals(record.briefId()))
                    .map(StoryRecord::storyId)
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(storyId).flatMap(store::record);
    }

    private void summary(StoryRecord record) throws Exception {
        Path folder = pipeline.store().folder(record.storyId());
        Story story = pipeline.store().story(record.storyId()).orElseThrow();
        long frames;
        try (var files = Files.walk(folder.resolve("scenes"))) {
            frames = files.filter(file -> file.toString().endsWith(".png")
                            && file.getParent().getFileName().toString().equals("frames"))
                    .count();
        }
        view.line("");
        view.line(record.state() + ": \"" + story.title() + "\", "
                + story.scenes().size() + " scenes, " + frames + " frames, written by " + story.generator() + " ("
                + story.storySource().word() + ")");
        view.line("  story          " + folder);
        view.line("  page           " + folder.resolve("index.html"));
        Path film = folder.resolve("film.mp4");
        view.line("  film           "
                + (Files.exists(film) ? film : "none, as " + folder.resolve("film.json") + " says"));
        view.line("  contact sheet  " + folder.resolve("contact-sheet.png"));
        view.line("  summary        " + folder.resolve("run-summary.txt"));
        view.line("  metadata       " + folder.resolve("artifact-metadata.json"));
        view.line("  frames         " + folder.resolve("scenes") + "/scene-001/frames and so on");
        view.line(
                "This was a SIMULATION: a stand-in wrote the words, and the pictures are drawn, not rendered by a GPU.");
    }

    /** Also called by a stop that comes while the demo ends by itself; the second call does nothing. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (pipeline != null) {
            pipeline.close();
        }
        gpus.forEach(ComfyUiSimulator::close);
        if (llm != null) {
            llm.close();
        }
    }
}
