package io.showrunner.simulator.comfyui;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/**
 * A PNG of noise that only its seed determines, so that no two scenes have the same. It takes no time to make, is as large
 * as its pixels, and is whole for every reader: what a benchmark needs.
 */
final class NoisePng {
    private static final int BYTES_PER_PIXEL = 3;
    /** So many bits of each byte are noise. */
    private static final long GRAIN = 0x0F0F0F0F0F0F0F0FL;

    private NoisePng() {}

    /** @param texts chunk texts by keyword; ASCII */
    static byte[] encode(Imagery imagery, Imagery.Frame frame, Map<String, String> texts) {
        return encode(imagery, texts, rows(imagery, frame, -1), Deflater.NO_COMPRESSION);
    }

    /** Noise that is compressed, by half. */
    static byte[] grain(Imagery imagery, Imagery.Frame frame, Map<String, String> texts) {
        return encode(imagery, texts, rows(imagery, frame, GRAIN), Deflater.BEST_SPEED);
    }

    private static byte[] encode(Imagery imagery, Map<String, String> texts, byte[] rows, int level) {
        return PngWriter.encode(
                PngWriter.header(imagery.width(), imagery.height()), texts, PngWriter.deflated(rows, level));
    }

    /** Each row begins with the byte that says that it is not filtered. */
    private static byte[] rows(Imagery imagery, Imagery.Frame frame, long mask) {
        int height = imagery.height();
        int row = 1 + BYTES_PER_PIXEL * imagery.width();
        ByteBuffer noise = ByteBuffer.allocate(row * height + Long.BYTES);
        var random = new SplittableRandom(frame.seed() * 31 + frame.index());
        while (noise.position() < row * height) {
            noise.putLong(random.nextLong() & mask);
        }
        byte[] rows = new byte[row * height];
        noise.get(0, rows);
        for (int y = 0; y < height; y++) {
            rows[y * row] = 0;
        }
        return rows;
    }
}
