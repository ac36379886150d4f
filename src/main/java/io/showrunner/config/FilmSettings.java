package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.film*} and {@code showrunner.archive.*}: what is made of a finished story (T5).
 *
 * @param extent how much is made
 * @param format of the clips; the film is H.265 when they are, else H.264
 * @param fps frames a second of playback
 * @param quality constant rate factor: 0 is the best, 51 the smallest
 * @param webp whether frames are made smaller without loss
 * @param ffmpeg the encoder's program, found on the path unless it is one itself
 * @param ffprobe the program that looks at what the encoder made
 * @param timeout of one run of either
 * @param archive true when the story is packed into one file as well
 */
public record FilmSettings(
        Extent extent,
        Format format,
        int fps,
        int quality,
        Webp webp,
        String ffmpeg,
        String ffprobe,
        Duration timeout,
        boolean archive) {

    /** Refuses numbers that no video has. */
    public FilmSettings {
        Settings.between(fps, 1, 120, "fps");
        Settings.between(quality, 0, 51, "quality");
        Settings.between(timeout.toMillis(), 1, Long.MAX_VALUE, "timeout");
    }

    /** OFF: nothing. CLIPS: a clip for each scene, and a poster. FILM: the whole story with title cards too. */
    public enum Extent {
        OFF,
        CLIPS,
        FILM
    }

    /** How clips are stored: two kinds of MP4, or an animated WebP. */
    public enum Format {
        H264,
        H265,
        WEBP
    }

    /** OFF: frames stay as they are. BESIDE: lossless WebP beside the PNG. INSTEAD: the PNG go once the WebP are verified. */
    public enum Webp {
        OFF,
        BESIDE,
        INSTEAD
    }

    /** True when anything but the archive is made. */
    public boolean isOn() {
        return extent != Extent.OFF;
    }
}
