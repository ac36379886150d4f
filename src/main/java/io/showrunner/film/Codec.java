package io.showrunner.film;

import io.showrunner.config.FilmSettings.Format;
import java.util.List;
import java.util.Locale;

/** How a video is stored: the encoder that makes it and what ffprobe calls it. */
enum Codec {
    H264("libx264", "h264", "mp4"),
    H265("libx265", "hevc", "mp4"),
    WEBP("libwebp_anim", "webp", "webp");

    private static final int WORST = 51;

    private final String encoder;
    private final String probed;
    private final String suffix;

    Codec(String encoder, String probed, String suffix) {
        this.encoder = encoder;
        this.probed = probed;
        this.suffix = suffix;
    }

    static Codec ofClips(Format format) {
        return valueOf(format.name());
    }

    /** A film is an MP4. */
    static Codec ofFilm(Format format) {
        return format == Format.H265 ? H265 : H264;
    }

    String encoder() {
        return encoder;
    }

    String probed() {
        return probed;
    }

    String suffix() {
        return suffix;
    }

    /** What the encoder is told, its container included. */
    List<String> arguments(int quality, int threads) {
        return switch (this) {
            case H264 ->
                List.of("-preset", "fast", "-crf", Integer.toString(quality), "-movflags", "+faststart", "-f", "mp4");
            case H265 ->
                List.of(
                        "-preset", "fast",
                        "-crf", Integer.toString(quality),
                        "-x265-params", "log-level=error:pools=" + threads,
                        "-tag:v", "hvc1",
                        "-movflags", "+faststart",
                        "-f", "mp4");
            case WEBP ->
                List.of(
                        "-lossless", "0",
                        "-q:v", String.format(Locale.ROOT, "%d", 100 - 100 * quality / WORST),
                        "-loop", "0",
                        "-f", "webp");
        };
    }
}
