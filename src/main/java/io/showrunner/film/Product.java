package io.showrunner.film;

/**
 * A file that was made of a story and verified.
 *
 * @param file below the story's folder
 * @param inputs hash of all that it depends on: while it is the same, the file is not made again
 * @param kind h264, h265, webp or png
 * @param fps null for pictures
 * @param durationSeconds null for pictures
 * @param bytes of the file, or of all files together
 * @param encodeSeconds what it took
 */
record Product(
        String file,
        String inputs,
        String kind,
        int width,
        int height,
        int frames,
        Integer fps,
        Double durationSeconds,
        long bytes,
        double encodeSeconds) {}
