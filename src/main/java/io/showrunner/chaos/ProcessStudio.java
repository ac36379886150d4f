package io.showrunner.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A whole studio of real processes under one folder: the application, simulated GPUs, a simulated language model. Every
 * one of them may be killed; what became of the work is read from files only. Ends with all processes it started.
 */
public final class ProcessStudio implements AutoCloseable {
    private static final Pattern LLM_READY = Pattern.compile("listening on (http://\\S+)");
    private static final Duration START = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 100;
    private static final int SLOTS = 2;

    private final Workshop workshop;
    private final List<SimulatedServer> gpus = new ArrayList<>();
    private final List<String> briefs = new ArrayList<>();
    private final Map<String, String> storyIds = new HashMap<>();
    private final ChildProcess llm;
    private final Application application;
    private final Map<String, String> settings;
    private final List<Application> nodes = new ArrayList<>();
    private final StoryStore store;

    /**
     * What the studio consists of.
     *
     * @param root everything lies below it
     * @param home whose routes and shipped settings are used
     * @param gpuArguments of {@code simulate comfyui}, beside port, folder and log
     * @param reach how the application reaches a server: its own address, or that of something in between
     */
    public record Plan(
            Path root, Path home, Program program, int gpus, List<String> gpuArguments, UnaryOperator<URI> reach) {
        public Plan {
            gpuArguments = List.copyOf(gpuArguments);
        }
    }

    private ProcessStudio(Plan plan) throws InterruptedException {
        workshop = Workshop.make(plan.root(), plan.home(), plan.program());
        store = new StoryStore(workshop.folder("stories"));
        llm = workshop.start("llm", 1, List.of(), List.of("simulate", "llm", "--port", "0"));
        try {
            for (int i = 0; i < plan.gpus(); i++) {
                SimulatedServer gpu = new SimulatedServer("gpu" + i, workshop, plan.gpuArguments());
                gpus.add(gpu);
                gpu.start();
            }
            String llmUrl = llm.awaitWords(LLM_READY, START).group(1);
            settings = settings(plan, llmUrl);
            application = new Application("app", workshop, settings);
        } catch (RuntimeException | InterruptedException e) {
            gpus.forEach(SimulatedServer::close);
            llm.close();
            throw e;
        }
    }

    /** Starts the servers; the application is not started yet. */
    public static ProcessStudio open(Plan plan) throws InterruptedException {
        return new ProcessStudio(plan);
    }

    private Map<String, String> settings(Plan plan, String llmUrl) {
        Map<String, String> settings = new TreeMap<>();
        for (String name : List.of("inbox", "stories", "data")) {
            settings.put("showrunner." + name, workshop.folder(name).toString());
        }
        for (int i = 0; i < gpus.size(); i++) {
            String instance = "showrunner.comfyui.instances[" + i + "].";
            settings.put(instance + "id", gpus.get(i).name());
            settings.put(instance + "url", plan.reach().apply(gpus.get(i).url()).toString());
            settings.put(instance + "slots", Integer.toString(SLOTS));
        }
        for (int i = 0; i < 2; i++) {
            settings.put("showrunner.llm.providers[" + i + "].url", llmUrl);
        }
        settings.put("showrunner.llm.retry-delay", "1s");
        settings.put("showrunner.http.port", "0");
        settings.put("showrunner.film", "off");
        settings.put("showrunner.inbox.quiet-for", "300ms");
        settings.put("showrunner.workflow.default", "smoke");
        settings.put("showrunner.scene.history-poll-interval", "1s");
        settings.put("showrunner.fleet.probe-interval", "5s");
        return settings;
    }

    public Application application() {
        return application;
    }

    /** One more application on the same stories and inbox, a node of a cluster with a data folder of its own; not started yet. */
    public Application addNode(String name, URI broker) {
        Application node = new Application(name, workshop, settings);
        node.set("showrunner.cluster.node", name);
        node.set("showrunner.broker.url", broker.toString());
        node.set("showrunner.data", workshop.folder("data").resolve(name).toString());
        nodes.add(node);
        return node;
    }

    /** The nodes added so far. */
    public List<Application> nodes() {
        return List.copyOf(nodes);
    }

    public List<SimulatedServer> gpus() {
        return gpus;
    }

    public SimulatedServer gpu(int number) {
        return gpus.get(number);
    }

    /** The stories folder as it is on disk. */
    public StoryStore store() {
        return store;
    }

    /** Ids of the briefs dropped so far. */
    public List<String> briefs() {
        return List.copyOf(briefs);
    }

    /** The prompts that the application may keep on one server. */
    public int slots() {
        return SLOTS;
    }

    Path root() {
        return workshop.root();
    }

    /** Drops a brief of so many small scenes, which nobody else's look like, into the inbox. */
    public void drop(String briefId, int scenes) {
        ObjectNode brief = brief(briefId, scenes);
        for (int i = 1; i <= scenes; i++) {
            brief.withArray("scenes").addObject().put("title", briefId + ", page " + i);
        }
        drop(briefId, brief);
    }

    /** Drops a brief of so many small scenes that look like those of all briefs with this seed. */
    public void dropLike(int seed, String briefId, int scenes) {
        ObjectNode brief = brief(briefId, scenes).put("seed", seed);
        for (int i = 1; i <= scenes; i++) {
            brief.withArray("scenes")
                    .addObject()
                    .put("title", "Page " + i)
                    .put("summary", "She turns page " + i + ".")
                    .put("prompt", "page " + i + " of a ledger by candle light")
                    .put("mood", "calm");
        }
        drop(briefId, brief);
    }

    private static ObjectNode brief(String briefId, int scenes) {
        ObjectNode brief = Json.mapper().createObjectNode();
        brief.put("briefId", briefId)
                .put("premise", "A night clerk finds a second ledger behind the wall, in her own hand.")
                .put("genre", "drama")
                .put("mood", "wistful")
                .put("sceneCount", scenes)
                .put("framesPerScene", 3)
                .put("width", 128)
                .put("height", 72);
        return brief;
    }

    private void drop(String briefId, ObjectNode brief) {
        try {
            Path inbox = workshop.folder("inbox");
            Path hidden = Files.write(inbox.resolve(".writing-" + briefId), Json.pretty(brief));
            Files.move(hidden, inbox.resolve(briefId + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot drop " + briefId + ": " + e.getMessage(), e);
        }
        briefs.add(briefId);
    }

    /** The story of the brief; empty before it is accepted. */
    public synchronized Optional<StoryRecord> story(String briefId) {
        if (!storyIds.containsKey(briefId)) {
            store.storyIds().stream()
                    .filter(id -> !storyIds.containsValue(id))
                    .flatMap(id -> store.record(id).stream())
                    .forEach(record -> storyIds.put(record.briefId(), record.storyId()));
        }
        return Optional.ofNullable(storyIds.get(briefId)).flatMap(store::record);
    }

    /** True when the story of the brief has come to its end, its documents are there, and it is delivered. */
    public boolean isOver(String briefId) {
        return story(briefId)
                .filter(record -> record.state().isTerminal()
                        && Files.exists(store.folder(record.storyId()).resolve("story.delivered")))
                .isPresent();
    }

    /** Waits until the story of the brief is over. @throws IllegalStateException when it does not get there in time */
    public StoryRecord awaitOver(String briefId, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!isOver(briefId)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the story of " + briefId + " is not over after " + longest + ": "
                        + story(briefId) + "; the application "
                        + (application.isAlive() ? "lives" : "is dead") + "; see "
                        + workshop.folder("logs"));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return story(briefId).orElseThrow();
    }

    /** What the servers did so far. */
    public Executions executions() {
        Map<String, Path> logs = new LinkedHashMap<>();
        gpus.forEach(gpu -> logs.put(gpu.name(), gpu.log()));
        return Executions.read(logs);
    }

    @Override
    public void close() {
        application.close();
        nodes.forEach(Application::close);
        gpus.forEach(SimulatedServer::close);
        llm.close();
    }
}
