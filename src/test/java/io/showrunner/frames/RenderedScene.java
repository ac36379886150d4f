package io.showrunner.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.GpuReading;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A scene whose prompt has ended well and whose frames are to be collected. */
public final class RenderedScene {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    public static final String STORY = "story-lamp";
    public static final String SCENE = "scene-001";
    static final int WIDTH = 32;
    static final int HEIGHT = 18;

    private static final String WORKFLOW = """
            {"2": {"class_type": "ImageAddNoise", "inputs": {"seed": 42, "strength": 0.35, "image": ["1", 0]}},
             "7": {"class_type": "SaveImage", "inputs": {"filename_prefix": "frame", "images": ["2", 0]}}}
            """;

    public final StoryStore store;
    final FrameStaging staging;
    final FramePublisher publisher;

    public RenderedScene(Path root) {
        store = new StoryStore(root);
        staging = new FrameStaging(store);
        publisher = new FramePublisher(store, CLOCK);
        store.save(StoryRecord.accepted(STORY, null, "lamp.json", "hash", Priority.NORMAL, "20261123-100000", NOW, null)
                .to(StoryState.WRITTEN, NOW, null));
        store.save(scene(SceneState.RUNNING));
        for (int dispatch = 1; dispatch <= 2; dispatch++) {
            DurableFiles.write(
                    store.attemptFolder(STORY, SCENE, dispatch).resolve("workflow.json"), WORKFLOW.getBytes(UTF_8));
        }
    }

    static SceneRecord scene(SceneState state) {
        return new SceneRecord(
                STORY,
                SCENE,
                state,
                Priority.NORMAL,
                Priority.NORMAL.onTheWire(),
                0,
                1,
                1,
                1,
                1,
                SceneRecord.Spent.NOTHING,
                null,
                null,
                NOW);
    }

    public static RenderJob job(int dispatch, int expectedFrames) {
        String promptId = "00000000-0000-4000-8000-00000000000" + dispatch;
        return new RenderJob(
                STORY,
                SCENE,
                1,
                dispatch,
                promptId,
                "client",
                "gpu0",
                URI.create("http://127.0.0.1:8188"),
                BigInteger.valueOf(42),
                "smoke",
                "template-hash",
                "hash",
                "7",
                prefix(promptId),
                expectedFrames,
                WIDTH,
                HEIGHT,
                null,
                Map.of(),
                NOW);
    }

    public static RenderReport report(RenderJob job, int frames) {
        String folder = job.filenamePrefix().substring(0, job.filenamePrefix().lastIndexOf('/'));
        List<ServerFile> files = IntStream.rangeClosed(1, frames)
                .mapToObj(i -> new ServerFile("frame_%05d_.png".formatted(i), folder, "output"))
                .toList();
        return report(job, files, false);
    }

    static RenderReport report(RenderJob job, List<ServerFile> files, boolean cached) {
        return report(job, files, cached, true);
    }

    static RenderReport report(RenderJob job, List<ServerFile> files, boolean cached, boolean history) {
        return new RenderReport(
                job.attempt(),
                job.dispatch(),
                job.promptId(),
                job.instanceId(),
                NOW,
                NOW.plusSeconds(20),
                NOW.plusSeconds(1),
                NOW.plusSeconds(19),
                "success",
                null,
                null,
                10,
                history,
                List.of(),
                files,
                cached,
                GpuReading.missing(),
                GpuReading.missing(),
                null,
                null,
                List.of(),
                null);
    }

    /** A scene with three published frames. */
    public static RenderedScene published(Path root) throws IOException {
        RenderedScene scene = new RenderedScene(root);
        RenderJob job = job(1, 3);
        RenderReport report = report(job, 3);
        scene.fetch(job, report, 3);
        scene.publisher.publish(job, report, scene.staging.verified(job, report), CollectNotes.none());
        return scene;
    }

    /** Fetches the files that are still to be fetched; the first {@code count} of them. */
    public List<String> fetch(RenderJob job, RenderReport report, int count) throws IOException {
        List<String> fetched = new ArrayList<>();
        for (FrameFile file : staging.plan(job, report).stream().limit(count).toList()) {
            int number = report.frames().indexOf(file.source()) + 1;
            write(file, Pngs.picture(WIDTH, HEIGHT, number));
            fetched.add(file.target().getFileName().toString());
        }
        return fetched;
    }

    void write(FrameFile file, byte[] content) throws IOException {
        staging.write(new ByteArrayInputStream(content), file.target(), PngCheck.MAX_BYTES);
    }

    SceneRecord scene() {
        return store.sceneRecord(STORY, SCENE).orElseThrow();
    }

    private static String prefix(String promptId) {
        return "showrunner/" + STORY + "/" + SCENE + "/" + promptId + "/frame";
    }
}
