package io.showrunner.film;

import io.showrunner.config.FilmSettings.Webp;
import io.showrunner.story.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes lossless WebP of frames. All pixels of the WebP are compared with those of the PNG before they get their folder; only
 * then, and only when the settings say so, the PNG go. What PNG say beside their pixels is not taken over.
 */
public final class WebpMaker {
    private static final String ENCODER = "libwebp";

    private final FilmContext film;
    private final Programs programs;
    private final Encoders encoders;

    public WebpMaker(FilmContext film, Programs programs, Encoders encoders) {
        this.film = film;
        this.programs = programs;
        this.encoders = encoders;
    }

    /** The scenes whose frames are still to be made smaller; none when that is not wanted, or nothing here can do it. */
    public List<WebpFrames> due(String storyId) {
        if (!film.settings().isOn() || film.settings().webp() == Webp.OFF || film.isStoryboard(storyId)) {
            return List.of();
        }
        List<WebpFrames> due = film.frames().of(storyId).stream()
                .filter(SceneFrames::isThere)
                .filter(scene -> !isMade(storyId, scene))
                .map(scene -> new WebpFrames(storyId, scene, staging(storyId, scene), Duration.ZERO, null))
                .toList();
        String why = due.isEmpty() ? null : encoders.whyNot(ENCODER);
        if (why != null) {
            film.records().say(storyId, "NO_WEBP: " + why);
            return List.of();
        }
        return due;
    }

    /** Makes them, under the names of their frames. */
    public WebpFrames encode(WebpFrames webp) {
        Path folder = film.store().folder(webp.storyId());
        DurableFiles.deleteTree(webp.staging());
        try (Playlist list =
                Playlist.write(folder, webp.scene().frames(), film.settings().fps())) {
            Files.createDirectories(webp.staging());
            String staging = folder.relativize(webp.staging()).toString();
            Run run = programs.ffmpeg(folder, FfmpegArguments.webp(list, staging));
            return webp.took(run.took(), run.failure() == null ? named(webp) : run.failure());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + webp.staging() + ": " + e.getMessage(), e);
        }
    }

    /** ffmpeg numbers what it writes. */
    private static String named(WebpFrames webp) throws IOException {
        List<String> frames = webp.scene().frames();
        for (int i = 0; i < frames.size(); i++) {
            Path numbered = webp.staging().resolve(i + 1 + ".webp");
            if (!Files.exists(numbered)) {
                return "ffmpeg wrote " + i + " frames, not " + frames.size();
            }
            Files.move(numbered, webp.staging().resolve(WebpFrames.name(frames.get(i))));
        }
        return null;
    }

    /** The same, refused when a single pixel is another one than in the PNG. */
    public WebpFrames compare(WebpFrames webp) {
        if (webp.failure() != null) {
            return webp;
        }
        Path folder = film.store().folder(webp.storyId());
        String staging = folder.relativize(webp.staging()) + "/";
        List<String> made = webp.scene().frames().stream()
                .map(frame -> staging + WebpFrames.name(frame))
                .toList();
        Run png = pixels(folder, webp.scene().frames(), "png");
        Run small = pixels(folder, made, "webp");
        if (png.failure() != null || small.failure() != null) {
            return webp.refused(png.failure() == null ? small.failure() : png.failure());
        }
        return png.output().startsWith("MD5=") && png.output().equals(small.output())
                ? webp
                : webp.refused("their pixels are not those of the PNG");
    }

    /** They get their folder when nothing speaks against it; else they go, and the record says why. */
    public void keep(WebpFrames webp) {
        Path folder = film.store().folder(webp.storyId());
        String target = WebpFrames.folder(webp.scene());
        if (webp.failure() != null) {
            DurableFiles.deleteTree(webp.staging());
            film.records().missing(webp.storyId(), target, webp.failure());
            return;
        }
        long bytes = synced(webp.staging());
        DurableFiles.deleteTree(folder.resolve(target));
        DurableFiles.publish(webp.staging(), folder.resolve(target));
        SceneFrames scene = webp.scene();
        film.records()
                .made(
                        webp.storyId(),
                        new Product(
                                target,
                                scene.signature(),
                                "webp",
                                scene.width(),
                                scene.height(),
                                scene.frames().size(),
                                null,
                                null,
                                bytes,
                                webp.took().toMillis() / 1000.0));
    }

    /** Removes the PNG whose WebP are verified, when that is wanted. */
    public void retire(String storyId) {
        if (!film.settings().isOn() || film.settings().webp() != Webp.INSTEAD) {
            return;
        }
        film.frames().of(storyId).stream()
                .filter(SceneFrames::isThere)
                .filter(scene -> isMade(storyId, scene))
                .flatMap(scene -> scene.frames().stream())
                .forEach(frame ->
                        DurableFiles.delete(film.store().folder(storyId).resolve(frame)));
    }

    private boolean isMade(String storyId, SceneFrames scene) {
        return film.records().isMade(storyId, WebpFrames.folder(scene), scene.signature());
    }

    private Run pixels(Path folder, List<String> files, String codec) {
        try (Playlist list = Playlist.write(folder, files, film.settings().fps())) {
            return programs.ffmpeg(folder, FfmpegArguments.pixels(list, codec));
        }
    }

    /** Its name is one that the concat demuxer takes for safe. */
    private Path staging(String storyId, SceneFrames scene) {
        return film.store().folder(storyId).resolve(scene.file("webp-staging"));
    }

    private static long synced(Path folder) {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                DurableFiles.sync(file);
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + folder + ": " + e.getMessage(), e);
        }
    }
}
