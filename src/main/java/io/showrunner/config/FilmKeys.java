package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.oneOf;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.yesOrNo;

import io.showrunner.config.FilmSettings.Extent;
import io.showrunner.config.FilmSettings.Format;
import io.showrunner.config.FilmSettings.Webp;
import java.time.Duration;
import java.util.List;

/** The settings of clips, films and archives. */
final class FilmKeys {
    static final Setting<Extent> FILM = setting("showrunner.film", oneOf(Extent.class));
    static final Setting<Format> FORMAT = setting("showrunner.film.format", oneOf(Format.class));
    static final Setting<Integer> FPS = setting("showrunner.film.fps", count(1, 120));
    static final Setting<Integer> QUALITY = setting("showrunner.film.quality", count(0, 51));
    static final Setting<Webp> WEBP = setting("showrunner.film.webp", oneOf(Webp.class));
    static final Setting<String> FFMPEG = setting("showrunner.film.ffmpeg", ValueType.program("ffmpeg"));
    static final Setting<String> FFPROBE = setting("showrunner.film.ffprobe", ValueType.program("ffprobe"));
    static final Setting<Duration> TIMEOUT = setting("showrunner.film.timeout", time("1s", "24h", "10m"));
    static final Setting<Boolean> ARCHIVE = setting("showrunner.archive.enabled", yesOrNo());

    static final List<Setting<?>> ALL = List.of(FILM, FORMAT, FPS, QUALITY, WEBP, FFMPEG, FFPROBE, TIMEOUT, ARCHIVE);

    private FilmKeys() {}

    static FilmSettings read(Values values) {
        return new FilmSettings(
                values.get(FILM),
                values.get(FORMAT),
                values.get(FPS),
                values.get(QUALITY),
                values.get(WEBP),
                values.get(FFMPEG),
                values.get(FFPROBE),
                values.get(TIMEOUT),
                values.get(ARCHIVE));
    }
}
