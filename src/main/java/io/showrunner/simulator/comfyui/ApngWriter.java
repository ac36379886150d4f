package io.showrunner.simulator.comfyui;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An animated PNG: a reader that knows nothing of animations sees its first frame. The labels stand behind it all. */
final class ApngWriter {
    private static final short MILLISECONDS = 1000;

    private ApngWriter() {}

    /**
     * @param frames at least one, all of one size
     * @param texts labels by keyword; ASCII
     */
    static byte[] encode(List<BufferedImage> frames, double fps, Map<String, String> texts) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(PngWriter.SIGNATURE);
        PngWriter.chunk(out, "IHDR", PngWriter.header(frames.get(0)));
        PngWriter.chunk(
                out, "acTL", ByteBuffer.allocate(8).putInt(frames.size()).array());
        int sequence = 0;
        for (BufferedImage frame : frames) {
            byte[] pixels = PngWriter.pixels(frame);
            boolean first = sequence == 0;
            PngWriter.chunk(out, "fcTL", control(sequence++, frame, fps));
            if (first) {
                PngWriter.chunk(out, "IDAT", pixels);
            } else {
                ByteBuffer data = ByteBuffer.allocate(4 + pixels.length).putInt(sequence++);
                PngWriter.chunk(out, "fdAT", data.put(pixels).array());
            }
        }
        texts.forEach((keyword, text) ->
                PngWriter.chunk(out, "comf", (keyword + '\0' + text).getBytes(StandardCharsets.ISO_8859_1)));
        PngWriter.chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** The whole picture is replaced: no offset, and neither disposing nor blending. */
    private static byte[] control(int sequence, BufferedImage frame, double fps) {
        return ByteBuffer.allocate(26)
                .putInt(sequence)
                .putInt(frame.getWidth())
                .putInt(frame.getHeight())
                .putLong(0)
                .putShort((short) Math.min(Short.MAX_VALUE, MILLISECONDS / fps))
                .putShort(MILLISECONDS)
                .array();
    }
}
