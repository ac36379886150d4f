package io.showrunner.brief;

import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The size of a WebP picture from its first bytes. Java cannot decode the rest; that no byte of it is missing, the length in
 * its header tells.
 */
final class WebpHeader {
    private static final int HEADER = 8;
    private static final int LONGEST = 30;
    private static final int VP8 = 0x20385056;
    private static final int VP8L = 0x4C385056;
    private static final int VP8X = 0x58385056;

    private WebpHeader() {}

    /** @throws PictureRefused when it is cut, or of no kind that is known */
    static Dimension size(byte[] head, long bytes) throws PictureRefused {
        if (head.length < LONGEST) {
            throw new PictureRefused("it must be whole: it ends within its header");
        }
        ByteBuffer data = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long said = Integer.toUnsignedLong(data.getInt(4)) + HEADER;
        if (said > bytes) {
            throw new PictureRefused("it must be whole: it has " + bytes + " of " + said + " bytes");
        }
        return switch (data.getInt(12)) {
            case VP8 -> new Dimension(data.getShort(26) & 0x3FFF, data.getShort(28) & 0x3FFF);
            case VP8L -> new Dimension((data.getInt(21) & 0x3FFF) + 1, ((data.getInt(21) >>> 14) & 0x3FFF) + 1);
            case VP8X ->
                new Dimension(
                        (data.getInt(24) & 0xFFFFFF) + 1,
                        ((data.getShort(27) & 0xFFFF) | (data.get(29) & 0xFF) << 16) + 1);
            default -> throw new PictureRefused("it must be a WebP picture of the kind VP8, VP8L or VP8X");
        };
    }
}
