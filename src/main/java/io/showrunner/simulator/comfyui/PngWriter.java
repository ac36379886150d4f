package io.showrunner.simulator.comfyui;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A PNG with text chunks in front of the pixels, where the server puts them. Written here and not with ImageIO
 * because that takes three times as long, and a frame must be ready within the pace of one frame.
 */
final class PngWriter {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_SUB = 1;

    private PngWriter() {}

    /** @param texts chunk texts by keyword; ASCII */
    static byte[] encode(BufferedImage image, Map<String, String> texts) {
        return encode(header(image), texts, pixels(image));
    }

    /** @param pixels what the IDAT chunk holds */
    static byte[] encode(byte[] header, Map<String, String> texts, byte[] pixels) {
        var out = new ByteArrayOutputStream(pixels.length + 4_096);
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", header);
        texts.forEach((keyword, text) -> {
            chunk(out, "tEXt", (keyword + '\0' + text).getBytes(StandardCharsets.ISO_8859_1));
        });
        chunk(out, "IDAT", pixels);
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    static byte[] header(BufferedImage image) {
        return header(image.getWidth(), image.getHeight());
    }

    static byte[] header(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 2)
                .array();
    }

    /** What the IDAT chunk of the image holds. */
    static byte[] pixels(BufferedImage image) {
        return deflated(filtered(image), Deflater.BEST_SPEED);
    }

    static byte[] deflated(byte[] raw, int level) {
        var out = new ByteArrayOutputStream(raw.length / 2);
        var deflater = new Deflater(level);
        try {
            deflater.setInput(raw);
            deflater.finish();
            byte[] part = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] filtered(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] raw = new byte[height * (1 + 3 * width)];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            raw[at++] = FILTER_SUB;
            int left = 0;
            for (int pixel : row) {
                raw[at++] = (byte) ((pixel >> 16) - (left >> 16));
                raw[at++] = (byte) ((pixel >> 8) - (left >> 8));
                raw[at++] = (byte) (pixel - left);
                left = pixel;
            }
        }
        return raw;
    }

    static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
