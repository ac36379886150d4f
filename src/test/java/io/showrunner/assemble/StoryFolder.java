package io.showrunner.assemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.config.FleetSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.SaturationSettings;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.config.SilenceSettings;
import io.showrunner.frames.CollectNotes;
import io.showrunner.frames.FrameFile;
import io.showrunner.frames.FramePublisher;
import io.showrunner.frames.FrameStaging;
import io.showrunner.frames.PngCheck;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.GpuReading;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A story folder as the stages before leave it: three scenes whose prompts go as a test says. */
final class StoryFolder {
    static final String STORY = "story-lighthouse-ledger";
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(START.plusSeconds(300), ZoneOffset.UTC);
    static final Knobs KNOBS = new Knobs(
            new SceneSettings(
                    Duration.ofSeconds(600),
                    0,
                    Duration.ofSeconds(2),
                    1,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(2),
                    3,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(300),
                    Duration.ofHours(1),
                    20,
                    new SilenceSettings(5, Duration.ofSeconds(60))),
            new FleetSettings(
                    Duration.ofSeconds(30),
                    3000,
                    5,
                    Strategy.LEAST_LOADED,
                    0,
                    new SaturationSettings(true, false, true, Duration.ofSeconds(10), Duration.ofMinutes(30))),
            Duration.ofSeconds(120),
            PhaseExpectations.none(),
            false);

    final StoryStore store;
    int width = 320;
    int height = 180;
    int frames = 5;

    StoryFolder(Path root) {
        store = new StoryStore(root);
    }

    /** Writes the story; every scene waits. */
    StoryFolder written(StorySource source) {
        store.save(StoryRecord.accepted(
                        STORY, "brief-1", "lighthouse.json", "h", Priority.NORMAL, "20261123-100000", START, null)
                .to(StoryState.WRITTEN, START, null));
        DurableFiles.writeJson(store.folder(STORY).resolve("brief.json"), Map.of("genre", "drama", "mood", "wistful"));
        List<SceneSpec> scenes = IntStream.range(0, 3)
                .mapToObj(scene -> LighthouseStory.scene(scene, frames))
                .toList();
        store.save(
                LighthouseStory.of(source, scenes),
                scenes.stream().map(LighthouseStory::waiting).toList());
        return this;
    }

    StoryAssembler assembler() {
        return assembler(KNOBS);
    }

    StoryAssembler assembler(Knobs knobs) {
        return new StoryAssembler(store, CLOCK, knobs, false);
    }

    /** The scene's next prompt gives all its frames, 20 s from {@code startSecond}. */
    StoryFolder published(int scene, String instance, int startSecond) {
        RenderJob job = prepare(scene, instance);
        RenderReport report = report(job, startSecond, "success", null, null, frames);
        save(job, "render.json", report);
        collect(scene, job, report);
        return this;
    }

    /** The scene's next prompt fails. */
    StoryFolder failed(int scene, String instance, int startSecond, FailureKind kind, String error) {
        RenderJob job = prepare(scene, instance);
        save(job, "render.json", report(job, startSecond, "unknown", kind, error, 0));
        return this;
    }

    /** The scene's next prompt is posted and its end is never seen. */
    StoryFolder prepared(int scene, String instance) {
        prepare(scene, instance);
        return this;
    }

    /** The scene gets another state without another prompt. */
    StoryFolder record(int scene, SceneState state, FailureKind kind, String why) {
        store.update(STORY, id(scene), before -> before.to(state, kind, why, START.plusSeconds(200)));
        return this;
    }

    static String id(int scene) {
        return "scene-%03d".formatted(scene);
    }

    private RenderJob prepare(int scene, String instance) {
        SceneRecord record = store.update(STORY, id(scene), before -> before.dispatched(true, START));
        String prompt = "0000000%d-0000-4000-8000-00000000000%d".formatted(scene, record.dispatches());
        RenderJob job = new RenderJob(
                STORY,
                id(scene),
                record.attempts(),
                record.dispatches(),
                prompt,
                "client",
                instance,
                URI.create("http://127.0.0.1:8188"),
                BigInteger.valueOf(1000L + scene),
                "txt2img-svd",
                "template-hash",
                "hash",
                "7",
                "showrunner/" + STORY + "/" + id(scene) + "/" + prompt + "/frame",
                frames,
                width,
                height,
                null,
                Map.of("steps", IntNode.valueOf(20), "checkpoint_svd", TextNode.valueOf("svd_xt.safetensors")),
                START);
        save(job, "workflow.json", Map.of());
        save(job, "job.json", job);
        return job;
    }

    private void collect(int scene, RenderJob job, RenderReport report) {
        FrameStaging staging = new FrameStaging(store);
        try {
            int number = 0;
            for (FrameFile file : staging.plan(job, report)) {
                byte[] png = Scenery.frame(width, height, scene, number++, frames);
                staging.write(new ByteArrayInputStream(png), file.target(), PngCheck.MAX_BYTES);
            }
            new FramePublisher(store, CLOCK).publish(job, report, staging.verified(job, report), CollectNotes.none());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RenderReport report(
            RenderJob job, int start, String exit, FailureKind kind, String error, int frames) {
        Instant begin = START.plusSeconds(start);
        String folder = job.filenamePrefix().substring(0, job.filenamePrefix().lastIndexOf('/'));
        JsonNode system = Json.read("{\"os\":\"posix\",\"argv\":[\"main.py\",\"--secret\"]}", JsonNode.class);
        return new RenderReport(
                job.attempt(),
                job.dispatch(),
                job.promptId(),
                job.instanceId(),
                begin,
                begin.plusSeconds(20),
                begin.plusSeconds(1),
                kind == null ? begin.plusSeconds(19) : null,
                exit,
                kind,
                error,
                10,
                true,
                List.of(
                        new RenderReport.Poll("pending", begin.plusSeconds(2), 9, null),
                        new RenderReport.Poll(kind == null ? "success" : "error", begin.plusSeconds(20), 1, error)),
                IntStream.rangeClosed(1, frames)
                        .mapToObj(i -> new ServerFile("frame_%05d_.png".formatted(i), folder, "output"))
                        .toList(),
                false,
                gpu(24_000L << 20),
                gpu(22_600L << 20),
                system,
                system,
                List.of(),
                null);
    }

    private static GpuReading gpu(long free) {
        return new GpuReading("NVIDIA GeForce RTX 3090", "cuda", 0, 24_576L << 20, free, null, "system_stats");
    }

    private void save(RenderJob job, String name, Object value) {
        DurableFiles.writeJson(
                store.attemptFolder(STORY, job.sceneId(), job.dispatch()).resolve(name), value);
    }
}
