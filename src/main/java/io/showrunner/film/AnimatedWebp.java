package io.showrunner.film;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the chunks of an animated WebP say: its canvas, how many frames it has and how long they are shown together. */
record AnimatedWebp(int width, int height, int frames, double seconds) {
    private static final int HEADER = 12;
    private static final int DURATION_IN_FRAME = 12;

    /** @throws IOException when it is none, or is not whole */
    static AnimatedWebp read(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            requireWhole(in);
            int width = 0;
            int height = 0;
            int frames = 0;
            long millis = 0;
            for (long at = HEADER; at < in.length(); ) {
                in.seek(at);
                String kind = word(in);
                long size = number(in, 4);
                if (kind.equals("VP8X")) {
                    in.skipBytes(4);
                    width = (int) number(in, 3) + 1;
                    height = (int) number(in, 3) + 1;
                } else if (kind.equals("ANMF")) {
                    in.skipBytes(DURATION_IN_FRAME);
                    frames++;
                    millis += number(in, 3);
                }
                at += 8 + size + size % 2;
            }
            return new AnimatedWebp(width, height, frames, millis / 1000.0);
        }
    }

    private static void requireWhole(RandomAccessFile in) throws IOException {
        if (in.length() < HEADER || !word(in).equals("RIFF")) {
            throw new IOException("no WebP");
        }
        long size = number(in, 4);
        if (!word(in).equals("WEBP") || size + 8 != in.length()) {
            throw new IOException("no WebP, or one that breaks off");
        }
    }

    private static String word(RandomAccessFile in) throws IOException {
        byte[] four = new byte[4];
        in.readFully(four);
        return new String(four, StandardCharsets.US_ASCII);
    }

    /** Little end first. */
    private static long number(RandomAccessFile in, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) in.readUnsignedByte() << (8 * i);
        }
        return number;
    }
}
