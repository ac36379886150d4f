package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.HEIGHT;
import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static io.showrunner.frames.RenderedScene.WIDTH;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.config.SilenceSettings;
import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A prompt of three frames that has ended well, and collectors for it whose time passes by hand. */
final class CollectorHome {
    static final int FRAMES = 3;

    final RenderJob job = RenderedScene.job(1, FRAMES);
    final RenderReport report;
    final RenderedScene scene;
    final Path output;
    EarlyFrames early;
    long now;

    CollectorHome(Path folder) {
        this(folder, true);
    }

    /** @param history whether the server's history tells what the prompt wrote */
    CollectorHome(Path folder, boolean history) {
        report = RenderedScene.report(job, RenderedScene.report(job, FRAMES).frames(), false, history);
        scene = new RenderedScene(folder.resolve("stories"));
        early = new EarlyFrames(scene.store, id -> Optional.empty());
        output = folder.resolve("output");
        DurableFiles.writeJson(attempt("job.json"), job);
        DurableFiles.writeJson(attempt("render.json"), report);
    }

    FrameHaul take(FrameCollector collector) {
        return collector.take(Json.write(new FramesMessage(STORY, SCENE, 1)));
    }

    void stageAll(FrameCollector collector, FrameHaul haul) throws IOException {
        for (FrameFile frame : collector.due(haul)) {
            collector.stage(frame, new ByteArrayInputStream(Pngs.picture(WIDTH, HEIGHT, numberOf(frame))));
        }
    }

    void copyAll(FrameCollector collector, FrameHaul haul) throws IOException {
        for (FrameFile frame : collector.due(haul)) {
            collector.copy(haul, frame);
        }
    }

    /** Rounds as the routes make them, from a server that never delivers a frame over HTTP. */
    void rounds(FrameCollector collector, FrameHaul haul) throws IOException {
        while (haul.wantsFrames()) {
            now += Duration.ofMillis(haul.pauseMillis()).toNanos();
            for (FrameFile frame : collector.due(haul)) {
                if (haul.isShared()) {
                    collector.copy(haul, frame);
                } else {
                    collector.missed(haul, frame, new IOException("404"));
                }
            }
            collector.look(haul);
        }
    }

    FrameCollector overHttp(int late, int frameWait) {
        return collector(settings(late, frameWait, 60, 3, 1), null);
    }

    /** The server that has the frames is gone from the fleet. */
    FrameCollector withoutServer() {
        return new FrameCollector(
                scene.store,
                early,
                settings(30, 300, 60, 3, 1),
                id -> Optional.empty(),
                RenderedScene.CLOCK,
                () -> now);
    }

    FrameCollector shared(int markerTimeout, int retries) {
        return collector(settings(30, 300, markerTimeout, retries, 1), output);
    }

    FrameCollector collector(SceneSettings settings, Path outputDirectory) {
        InstanceSettings gpu = new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, outputDirectory);
        early = new EarlyFrames(
                scene.store, id -> Optional.of(gpu).filter(each -> each.id().equals(id)));
        return new FrameCollector(
                scene.store,
                early,
                settings,
                id -> Optional.of(gpu).filter(each -> each.id().equals(id)),
                RenderedScene.CLOCK,
                () -> now);
    }

    static SceneSettings settings(int late, int frameWait, int markerTimeout, int retries, int budget) {
        Duration any = Duration.ofSeconds(30);
        Duration window = Duration.ofSeconds(2);
        return new SceneSettings(
                any,
                300,
                window,
                budget,
                Duration.ofSeconds(late),
                window,
                retries,
                Duration.ofSeconds(markerTimeout),
                Duration.ofSeconds(frameWait),
                any,
                20,
                new SilenceSettings(5, Duration.ofSeconds(60)));
    }

    void writeFrames(int count) {
        for (int i = 1; i <= count; i++) {
            DurableFiles.write(source(i), Pngs.picture(WIDTH, HEIGHT, i));
        }
    }

    Path source(int number) {
        return output.resolve(report.frames().get(number - 1).subfolder())
                .resolve(report.frames().get(number - 1).filename());
    }

    int numberOf(FrameFile frame) {
        return report.frames().indexOf(frame.source()) + 1;
    }

    void writeMarker(Instant when, int count) {
        DoneMarkers.write(
                output.resolve(job.filenamePrefix() + ".done"),
                new DoneMarker(when, count, null, null, null, null, null, null, DoneMarker.Producer.SENTINEL));
    }

    Path attempt(String file) {
        return scene.store.attemptFolder(STORY, SCENE, 1).resolve(file);
    }

    CollectReport collected() {
        return Json.read(attempt("collect.json"), CollectReport.class);
    }

    void passes(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
