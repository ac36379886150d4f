package io.showrunner.frames;

import io.showrunner.story.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What the rows of a picture tell about it as a whole. */
final class PixelFigures {
    /**
     * Standard deviation, of 256 levels, below which a picture shows nothing. What comes out of missing or wrong model
     * files is one colour with at most a trace of the decoder's texture (below 1); night, fog and snow lie above 4.
     */
    static final double NOTHING_SEEN = 2.0;

    private final MessageDigest digest = Sha256.digest();
    private final int channels;
    private final int sampleBytes;
    private final boolean judged;
    private final long[] sums;
    private final long[] squares;
    private long pixels;

    PixelFigures(PngHeader header) {
        channels = header.channels();
        sampleBytes = Math.max(1, header.depth() / 8);
        judged = header.depth() >= 8 && header.colourType() != PngHeader.PALETTE;
        sums = new long[channels];
        squares = new long[channels];
        digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(header.width())
                .putInt(header.height())
                .flip());
    }

    /** The next row: a byte to be left out, then its samples. */
    void take(byte[] row) {
        digest.update(row, 1, row.length - 1);
        if (judged) {
            int step = channels * sampleBytes;
            for (int channel = 0; channel < channels; channel++) {
                add(row, channel, step);
            }
            pixels += (row.length - 1) / step;
        }
    }

    /** Sixteen-bit samples are judged by their higher half. The squares of the longest row stay below 2^31. */
    private void add(byte[] row, int channel, int step) {
        int sum = 0;
        int square = 0;
        for (int i = 1 + channel * sampleBytes; i < row.length; i += step) {
            int sample = row[i] & 0xFF;
            sum += sample;
            square += sample * sample;
        }
        sums[channel] += sum;
        squares[channel] += square;
    }

    /** The same for the same pixels, whatever else the files hold: hexadecimal, to be asked for once, at the end. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** True when no channel varies enough to show anything; pictures with a palette or few bits are not judged. */
    boolean isUniform() {
        double largest = 0;
        for (int channel = 0; channel < channels && judged; channel++) {
            double mean = (double) sums[channel] / pixels;
            largest = Math.max(largest, (double) squares[channel] / pixels - mean * mean);
        }
        return judged && largest < NOTHING_SEEN * NOTHING_SEEN;
    }
}
