package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The outer structure of a PNG: signature, then chunks of length, type, data and checksum up to IEND. */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;
    private static final int HEADER_DATA = 13;

    /** How many bytes at the end of a file tell whether it is whole. */
    static final int TAIL = END.length;

    /** How many bytes at the start of a file tell whether it is a PNG. */
    static final int HEAD = SIGNATURE.length;

    private PngChunks() {}

    /** Pixels as the header says. */
    record Header(int width, int height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    static boolean startsLikePng(byte[] head) {
        return Arrays.equals(head, SIGNATURE);
    }

    static boolean endsLikePng(byte[] tail) {
        return Arrays.equals(tail, END);
    }

    /** Follows the chunks to the end of the content and proves every checksum on the way. */
    static Header walk(byte[] content, String name) throws FrameProblem {
        int known = Math.min(content.length, HEAD);
        if (!Arrays.equals(content, 0, known, SIGNATURE, 0, known)) {
            throw new FrameProblem(name, Reason.NOT_A_PNG, "");
        }
        ByteBuffer rest = ByteBuffer.wrap(content).position(known);
        Header header = header(nextChunk(rest, name), name);
        int type = IHDR;
        while (type != IEND) {
            type = nextChunk(rest, name).getInt();
        }
        if (rest.hasRemaining()) {
            throw new FrameProblem(name, Reason.UNDECODABLE, rest.remaining() + " bytes follow its end");
        }
        return header;
    }

    private static Header header(ByteBuffer chunk, String name) throws FrameProblem {
        if (chunk.getInt() != IHDR || chunk.remaining() != HEADER_DATA) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "it has no header chunk");
        }
        Header header = new Header(chunk.getInt(), chunk.getInt());
        if (header.width() <= 0 || header.height() <= 0) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "its header says " + header);
        }
        return header;
    }

    /** Type and data of the next chunk. */
    private static ByteBuffer nextChunk(ByteBuffer rest, String name) throws FrameProblem {
        int start = rest.position();
        long length = rest.remaining() < 4 ? Long.MAX_VALUE : Integer.toUnsignedLong(rest.getInt());
        if (length > rest.remaining() - 8L) {
            throw new FrameProblem(name, Reason.TRUNCATED, "it ends within the chunk at byte " + start);
        }
        ByteBuffer chunk = rest.slice(rest.position(), (int) length + 4);
        CRC32 sum = new CRC32();
        sum.update(chunk.duplicate());
        rest.position(rest.position() + (int) length + 4);
        if ((int) sum.getValue() != rest.getInt()) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "the chunk at byte " + start + " fails its checksum");
        }
        return chunk;
    }
}
