package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What ffmpeg and ffprobe are told. Nothing of it comes from a brief or a model: numbers, and names that are made of ids.
 * Only files are read, and of these only lists, PNG and WebP.
 */
final class FfmpegArguments {
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

    private FfmpegArguments() {}

    /** Makes a video of the pictures in a list; smaller ones are scaled up to its size, on black. */
    static List<String> video(Video video, FilmSettings settings, Playlist list, String target) {
        return words(Stream.of(
                reading(list, "png"),
                List.of(
                        "-an",
                        "-map_metadata",
                        "-1",
                        "-vf",
                        fitted(video),
                        "-r",
                        Integer.toString(video.fps()),
                        "-c:v",
                        video.codec().encoder(),
                        "-threads",
                        Integer.toString(THREADS),
                        "-colorspace",
                        "bt709",
                        "-color_primaries",
                        "bt709",
                        "-color_trc",
                        "bt709",
                        "-color_range",
                        "tv"),
                video.codec().arguments(settings.quality(), THREADS),
                List.of("file:" + target)));
    }

    /** Makes a lossless WebP of every picture in a list, named by its number. */
    static List<String> webp(Playlist list, String folder) {
        return words(Stream.of(
                reading(list, "png"),
                List.of("-fps_mode", "passthrough", "-map_metadata", "-1"),
                List.of("-c:v", "libwebp", "-lossless", "1", "-threads", Integer.toString(THREADS)),
                List.of("-f", "image2", "file:" + folder + "/%d.webp")));
    }

    /** Prints one hash of all pixels of the pictures in a list. */
    static List<String> pixels(Playlist list, String codec) {
        return words(Stream.of(
                reading(list, codec),
                List.of("-fps_mode", "passthrough", "-pix_fmt", "rgba", "-c:v", "rawvideo", "-f", "md5", "-")));
    }

    /** Decodes the whole video and prints what it is, as JSON. */
    static List<String> probe(String file) {
        return List.of(
                "-hide_banner",
                "-v",
                "error",
                "-protocol_whitelist",
                "file",
                "-count_frames",
                "-select_streams",
                "v:0",
                "-show_entries",
                "stream=codec_name,width,height,pix_fmt,r_frame_rate,duration,nb_read_frames",
                "-of",
                "json",
                "file:" + file);
    }

    private static List<String> reading(Playlist list, String codec) {
        return List.of(
                "-hide_banner",
                "-nostdin",
                "-v",
                "error",
                "-y",
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                "concat," + codec + "_pipe",
                "-codec_whitelist",
                codec,
                "-f",
                "concat",
                "-safe",
                "1",
                "-i",
                "file:" + list.name());
    }

    private static String fitted(Video video) {
        String size = video.width() + ":" + video.height();
        return "scale=" + size + ":force_original_aspect_ratio=decrease:force_divisible_by=2:flags=lanczos"
                + ":out_color_matrix=bt709:out_range=tv,format=yuv420p,pad=" + size + ":-1:-1:color=black,setsar=1";
    }

    private static List<String> words(Stream<List<String>> parts) {
        return parts.flatMap(List::stream).toList();
    }
}
