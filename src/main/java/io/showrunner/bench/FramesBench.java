package io.showrunner.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Measures what follows the end of a prompt until its frames are published: scenes of many large frames, one after the other, so
 * that nothing else is to be done meanwhile.
 */
public final class FramesBench {
    private final BenchOptions options;
    private final int frames;
    private final boolean shared;
    private final Consumer<String> narrator;

    /**
     * @param options of which the numbers of scenes count, and the time of a scene as that of a frame
     * @param frames of each scene
     * @param shared true when they are read from the server's output folder, false when they come over HTTP
     * @param narrator told in a line what is going on
     */
    public FramesBench(BenchOptions options, int frames, boolean shared, Consumer<String> narrator) {
        this.options = options;
        this.frames = frames;
        this.shared = shared;
        this.narrator = narrator;
    }

    /** Runs it and closes everything it started; its files stay. */
    public FramesReport run() throws Exception {
        narrator.accept("starting a simulated GPU in a process of its own");
        try (SimulatedGpus gpu = SimulatedGpus.start(
                        options.folder().resolve("simulator"), 1, options.sceneTime(), List.of("--grain"));
                BenchStudio studio = BenchStudio.open(options, gpu.urls(), settings(gpu))) {
            render(studio, "warm-up", options.warmUpPerGpu());
            narrator.accept("measuring " + options.scenesPerGpu() + " scenes of " + frames + " frames");
            return report(
                    new SceneFolders(studio.client().store(), render(studio, "frames", options.scenesPerGpu())), gpu);
        }
    }

    private Map<String, String> settings(SimulatedGpus gpu) {
        return shared
                ? Map.of(
                        "showrunner.comfyui.instances[0].output-directory",
                        gpu.output().toString())
                : Map.of();
    }

    private List<String> render(BenchStudio studio, String name, int scenes) throws IOException, InterruptedException {
        List<String> stories = new ArrayList<>();
        for (int number = 1; number <= scenes; number++) {
            stories.add(studio.client().send(BenchBriefs.film("%s-%04d".formatted(name, number), frames)));
            studio.client().awaitEnd(stories);
        }
        return stories;
    }

    private FramesReport report(SceneFolders folders, SimulatedGpus gpu) {
        List<SceneEnd> scenes = folders.ends();
        Figures figures =
                Figures.of(1, gpu.runs(scenes.stream().map(SceneEnd::promptId).collect(Collectors.toSet())), scenes);
        return new FramesReport(
                shared,
                frames,
                options.sceneTime().toMillis(),
                options.scenesPerGpu(),
                folders.published(),
                figures.notifyMs(),
                figures.publishMs(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
    }
}
