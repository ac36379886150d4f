package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.story.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Makes videos with ffmpeg, under temporary names. What goes wrong is said in the result; only a stop is thrown. */
public final class Encoder {
    private final Programs programs;
    private final FilmSettings settings;

    public Encoder(Programs programs, FilmSettings settings) {
        this.programs = programs;
        this.settings = settings;
    }

    /** Makes the video. */
    public Encoded encode(Encoding encoding) {
        Path folder = encoding.folder();
        Path target = folder.resolve(encoding.file());
        Path temporary = target.resolveSibling(DurableFiles.TEMPORARY + target.getFileName() + "-" + UUID.randomUUID());
        try (Playlist list =
                Playlist.write(folder, encoding.frames(), encoding.video().fps())) {
            Files.createDirectories(target.getParent());
            Run run = programs.ffmpeg(
                    folder,
                    FfmpegArguments.video(
                            encoding.video(),
                            settings,
                            list,
                            folder.relativize(temporary).toString()));
            return new Encoded(encoding, temporary, run.took(), run.failure());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + target + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            DurableFiles.delete(temporary);
            throw e;
        }
    }
}
