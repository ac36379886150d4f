package io.showrunner.film;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks at a video before it gets its name: it is decoded from its first frame to its last one, and must be what was asked
 * for in codec, size, number of frames and duration. ffprobe decodes MP4; an animated WebP, which it cannot read, is
 * counted by its chunks.
 */
public final class VideoCheck {
    private static final String PIXELS = "yuv420p";

    private final Programs programs;

    public VideoCheck(Programs programs) {
        this.programs = programs;
    }

    /** The same, refused when it is not what was asked for. */
    public Encoded check(Encoded encoded) {
        if (encoded.failure() != null) {
            return encoded;
        }
        Path file = encoded.temporary();
        if (!Files.isRegularFile(file)) {
            return encoded.refused("nothing was written");
        }
        Video wanted = encoded.encoding().video();
        String problem = wanted.codec() == Codec.WEBP
                ? animated(file, wanted)
                : probed(encoded.encoding().folder(), file, wanted);
        return problem == null ? encoded : encoded.refused("what was made is not what was asked for: " + problem);
    }

    private String probed(Path folder, Path file, Video wanted) {
        Run run = programs.ffprobe(
                folder, FfmpegArguments.probe(folder.relativize(file).toString()));
        if (run.failure() != null) {
            return run.failure();
        }
        try {
            return problem(
                    Json.read(run.output(), JsonNode.class).path("streams").path(0), wanted);
        } catch (UncheckedIOException e) {
            return "ffprobe says " + run.output().lines().findFirst().orElse("nothing");
        }
    }

    /** In a sentence; null when there is none. */
    static String problem(JsonNode stream, Video wanted) {
        String codec = stream.path("codec_name").asText("none");
        if (!codec.equals(wanted.codec().probed())) {
            return "codec " + codec + ", not " + wanted.codec().probed();
        }
        if (!stream.path("pix_fmt").asText().equals(PIXELS)) {
            return "pixels " + stream.path("pix_fmt").asText() + ", not " + PIXELS;
        }
        return problem(
                wanted,
                stream.path("width").asInt(),
                stream.path("height").asInt(),
                stream.path("nb_read_frames").asInt(),
                stream.path("duration").asDouble());
    }

    private static String problem(Video wanted, int width, int height, int frames, double seconds) {
        if (width != wanted.width() || height != wanted.height()) {
            return width + "x" + height + " pixels, not " + wanted.width() + "x" + wanted.height();
        }
        if (frames != wanted.frames()) {
            return frames + " frames, not " + wanted.frames();
        }
        return Math.abs(seconds - wanted.seconds()) > 1.0 / wanted.fps()
                ? seconds + " s, not " + wanted.seconds() + " s"
                : null;
    }

    private static String animated(Path file, Video wanted) {
        try {
            AnimatedWebp webp = AnimatedWebp.read(file);
            return problem(wanted, webp.width(), webp.height(), webp.frames(), webp.seconds());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
