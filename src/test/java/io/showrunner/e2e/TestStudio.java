package io.showrunner.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.showrunner.config.SettingsLoader;
import io.showrunner.fleet.InstanceState;
import io.showrunner.routes.Pipeline;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A whole studio for one test: the shipped routes and settings in a home of its own, simulated GPUs and a simulated
 * language model over real HTTP. Everything is made under the folder that the test gives.
 */
final class TestStudio implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("showrunner.test.patience", 180));
    static final String NOBODY_LISTENS = "http://127.0.0.1:1/v1/chat/completions";
    private static final double TEN_TIMES_FASTER = 0.1;

    private final Path home;
    private final List<ComfyUiSimulator> gpus = new ArrayList<>();
    private final LlmSimulator llm = LlmSimulator.start(LlmOptions.defaults());
    private final Properties overrides = new Properties();
    private Pipeline pipeline;

    /** Prepares a studio with so many GPUs; nothing runs yet but the simulators. */
    TestStudio(Path home, int gpuCount) {
        this.home = home;
        ShippedHome.copyTo(home);
        for (int i = 0; i < gpuCount; i++) {
            withGpu(ComfyUiOptions.builder());
        }
        with("showrunner.llm.providers[0].id", "lm-studio");
        with("showrunner.llm.providers[0].url", llm.url().toString());
        with("showrunner.llm.providers[1].url", NOBODY_LISTENS);
        with("showrunner.llm.retry-delay", "1s");
        with("showrunner.cache.enabled", "false");
        with("showrunner.scene-cache.enabled", "false");
        with("showrunner.http.port", "0");
        with("showrunner.film", "off");
        with("showrunner.inbox.quiet-for", "500ms");
        with("showrunner.workflow.default", "smoke");
        with("showrunner.scene.history-poll-interval", "1s");
    }

    /** Adds a GPU that may differ from the standard one. */
    TestStudio withGpu(ComfyUiOptions.Builder options) {
        return withGpu(options, Pace.watchable());
    }

    /** Adds a GPU that works at this pace, ten times faster. */
    TestStudio withGpu(ComfyUiOptions.Builder options, Pace pace) {
        String instance = "showrunner.comfyui.instances[" + gpus.size() + "].";
        ComfyUiSimulator gpu = ComfyUiSimulator.start(
                options.pace(pace.scaled(TEN_TIMES_FASTER)).build());
        with(instance + "id", "gpu" + gpus.size());
        with(instance + "url", gpu.url().toString());
        gpus.add(gpu);
        return this;
    }

    /** Sets a setting for the next start. */
    TestStudio with(String key, String value) {
        overrides.setProperty(key, value);
        return this;
    }

    TestStudio start() throws Exception {
        pipeline = Pipeline.startSimulation(SettingsLoader.load(home, Map.of(), overrides));
        return this;
    }

    /** Stops the application; the simulators live on. */
    void stop() {
        pipeline.close();
        pipeline = null;
    }

    /** Waits until every simulated server may be given a scene. */
    TestStudio awaitServers() {
        await().atMost(PATIENCE).until(() -> IntStream.range(0, gpus.size())
                .allMatch(i -> pipeline.instance("gpu" + i).state() == InstanceState.UP));
        return this;
    }

    /** No server ends a prompt before each of them has got one, however quick it is. */
    TestStudio withWorkForAll() {
        holdPromptsUntil(() -> gpus.stream().allMatch(each -> GpuQueue.posts(each) > 0));
        return this;
    }

    /** From now on every prompt that is begun goes on and on, on all servers, until what is returned is true. */
    AtomicBoolean holdPrompts() {
        AtomicBoolean released = new AtomicBoolean();
        holdPromptsUntil(released::get);
        return released;
    }

    private void holdPromptsUntil(BooleanSupplier released) {
        gpus.forEach(gpu -> gpu.faults().onEveryPrompt().holdUntil(released));
    }

    /** Waits until a story that has ended was delivered too. */
    StoryRecord awaitDelivery(StoryRecord story) {
        await().atMost(PATIENCE).until(() -> Files.exists(folder(story).resolve("story.delivered")));
        return story;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Path home() {
        return home;
    }

    ComfyUiSimulator gpu(int number) {
        return gpus.get(number);
    }

    LlmSimulator llm() {
        return llm;
    }

    /** The breaker of the simulated language model. */
    CircuitBreaker llmBreaker() {
        return pipeline.context().getRegistry().lookupByNameAndType("breaker-llm-lm-studio", CircuitBreaker.class);
    }

    List<ComfyUiSimulator> gpus() {
        return gpus;
    }

    /** Puts a brief into the inbox. */
    void drop(String name, String content) {
        try {
            Path inbox = Files.createDirectories(home.resolve("inbox"));
            Path hidden = Files.writeString(inbox.resolve(".writing-" + name), content);
            Files.move(hidden, inbox.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a story satisfies the condition. */
    StoryRecord storyThat(Predicate<StoryRecord> condition) {
        return await().atMost(PATIENCE)
                .until(() -> stories().stream().filter(condition).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Every story there is. */
    List<StoryRecord> stories() {
        return pipeline.store().storyIds().stream()
                .flatMap(id -> pipeline.store().record(id).stream())
                .toList();
    }

    /** Waits until the only story there is has come to its end and everybody was told. */
    StoryRecord finishedStory() {
        return finished(story -> true);
    }

    /** Waits until the story of the brief has come to its end and everybody was told. */
    StoryRecord finishedStory(String briefId) {
        return finished(story -> briefId.equals(story.briefId()));
    }

    private StoryRecord finished(Predicate<StoryRecord> which) {
        StoryRecord finished = storyThat(story -> which.test(story)
                && story.state().isTerminal()
                && Files.exists(folder(story).resolve("story.done"))
                && isReported(story));
        MetadataSchema.require(folder(finished));
        return finished;
    }

    /** A brief that did not come as a file has no status beside it. */
    private boolean isReported(StoryRecord story) {
        return !Files.exists(statusFile(story.briefName()))
                || status(story.briefName())
                        .path("state")
                        .asText()
                        .equals(story.state().name());
    }

    private Path statusFile(String briefName) {
        return home.resolve("inbox/accepted").resolve(briefName + ".status.json");
    }

    /** Waits until the only story there is has the words of all its scenes. */
    StoryRecord writtenStory() {
        return storyThat(story -> !story.state().awaitsWords());
    }

    /** What stands beside an accepted brief file, as soon as it does: the story may be on its way before. */
    JsonNode status(String briefName) {
        await().atMost(PATIENCE).until(() -> Files.exists(statusFile(briefName)));
        return json(statusFile(briefName));
    }

    /** The scene of this title. */
    SceneRecord scene(StoryRecord story, String title) {
        return pipeline.store().sceneRecords(story.storyId()).stream()
                .filter(scene -> pipeline.store()
                        .scene(scene.storyId(), scene.sceneId())
                        .title()
                        .equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no scene " + title));
    }

    /** The scene's entry in the story's metadata. */
    JsonNode entry(StoryRecord story, String title) {
        String sceneId = scene(story, title).sceneId();
        for (JsonNode entry :
                json(folder(story).resolve("artifact-metadata.json")).path("Scenes")) {
            if (entry.path("SceneId").asText().equals(sceneId)) {
                return entry;
            }
        }
        throw new AssertionError("no entry for " + sceneId);
    }

    /** The job of a dispatch of the scene, from 1. */
    RenderJob job(SceneRecord scene, int dispatch) {
        return attempt(scene, dispatch, "job.json", RenderJob.class);
    }

    /** One of the files of a dispatch of the scene. */
    <T> T attempt(SceneRecord scene, int dispatch, String file, Class<T> type) {
        return pipeline.store()
                .attemptFile(scene.storyId(), scene.sceneId(), dispatch, file, type)
                .orElseThrow();
    }

    /** Everything the servers executed for the scene, oldest first. */
    List<Execution> executions(SceneRecord scene) {
        return gpus.stream()
                .flatMap(gpu -> gpu.executions().stream())
                .filter(run -> run.extraPnginfo().toString().contains("\"" + scene.sceneId() + "\""))
                .filter(run -> run.extraPnginfo().toString().contains(scene.storyId()))
                .sorted(Comparator.comparing(Execution::startedAt))
                .toList();
    }

    /** Answer of the application's own HTTP port. */
    JsonNode get(String path) throws IOException {
        return Json.mapper()
                .readTree(
                        URI.create("http://127.0.0.1:" + pipeline.port() + path).toURL());
    }

    static JsonNode json(Path file) {
        return Json.read(file, JsonNode.class);
    }

    Path folder(StoryRecord story) {
        return pipeline.store().folder(story.storyId());
    }

    @Override
    public void close() {
        if (pipeline != null) {
            pipeline.close();
        }
        gpus.forEach(ComfyUiSimulator::close);
        llm.close();
    }
}
