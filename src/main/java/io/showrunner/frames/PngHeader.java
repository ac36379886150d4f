package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import java.nio.ByteBuffer;

/**
 * The first chunk of a PNG.
 *
 * @param depth bits of one sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 * @param interlaced true when the rows come in the seven passes of Adam7
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {
    /** Bytes of the chunk's data. */
    static final int BYTES = 13;

    static final int PALETTE = 3;

    private static final int MAX_SIDE = 1 << 15;

    /** Reads the data of the chunk; a picture larger than may be is refused before a row of it is decoded. */
    static PngHeader of(ByteBuffer data, String name) throws FrameProblem {
        int width = data.getInt();
        int height = data.getInt();
        int depth = data.get();
        int colourType = data.get();
        int methods = data.getShort();
        int interlace = data.get();
        if (width <= 0 || height <= 0 || methods != 0 || interlace >>> 1 != 0 || !isPossible(colourType, depth)) {
            throw new FrameProblem(
                    name,
                    Reason.UNDECODABLE,
                    "its header says %dx%d, colour type %d of %d bits".formatted(width, height, colourType, depth));
        }
        if (Math.max(width, height) > MAX_SIDE || (long) width * height > PngCheck.MAX_PIXELS) {
            throw new FrameProblem(
                    name,
                    Reason.TOO_LARGE,
                    width + "x" + height + " pixels, at most " + MAX_SIDE + " to a side and " + PngCheck.MAX_PIXELS
                            + " in all");
        }
        return new PngHeader(width, height, depth, colourType, interlace == 1);
    }

    private static boolean isPossible(int colourType, int depth) {
        return switch (colourType) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    int channels() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** Bytes from a sample to the same one of the next pixel, as the filters of PNG count: at least one. */
    int pixelBytes() {
        return Math.max(1, channels() * depth / 8);
    }

    /** Bytes of a row of so many pixels, without the byte that names its filter. */
    int rowBytes(int pixels) {
        return (pixels * channels() * depth + 7) / 8;
    }

    /** The size as people write it. */
    String size() {
        return width + "x" + height;
    }
}
