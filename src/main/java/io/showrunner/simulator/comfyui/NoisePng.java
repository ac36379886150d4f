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

    private NoisePng() {}

    /** @param texts chunk texts by keyword; ASCII */
    static byte[] encode(Imagery imagery, Imagery.Frame frame, Map<String, String> texts) {
        byte[] rows = rows(imagery.width(), imagery.height(), frame.seed() * 31 + frame.index());
        return PngWriter.encode(
                PngWriter.header(imagery.width(), imagery.height()),
                texts,
                PngWriter.deflated(rows, Deflater.NO_COMPRESSION));
    }

    /** Each row begins with the byte that says that it is not filtered. */
    private static byte[] rows(int width, int height, long seed) {
        int row = 1 + BYTES_PER_PIXEL * width;
        ByteBuffer noise = ByteBuffer.allocate(row * height + Long.BYTES);
        var random = new SplittableRandom(seed);
        while (noise.position() < row * height) {
            noise.putLong(random.nextLong());
        }
        byte[] rows = new byte[row * height];
        noise.get(0, rows);
        for (int y = 0; y < height; y++) {
            rows[y * row] = 0;
        }
        return rows;
    }
}
