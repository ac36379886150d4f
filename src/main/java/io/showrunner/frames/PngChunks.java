package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The outer structure of a PNG that is given piece by piece: signature, then chunks of length, type, data and checksum up
 * to IEND. Proves every checksum and keeps nothing.
 */
final class PngChunks {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;

    /** How many bytes at the end of a file tell whether it is whole. */
    static final int TAIL = END.length;

    /** How many bytes at the start of a file tell whether it is a PNG. */
    static final int HEAD = SIGNATURE.length;

    private final String name;
    private final PixelSink pixels;
    private final CRC32 sum = new CRC32();
    private final ByteBuffer field = ByteBuffer.allocate(PngHeader.BYTES);
    private Part part = Part.SIGNATURE;
    private PngHeader header;
    private boolean palette;
    private int type;
    private long left;
    private long chunkStart;
    private long seen;

    PngChunks(String name, PixelSink pixels) {
        this.name = name;
        this.pixels = pixels;
        await(Part.SIGNATURE, HEAD);
    }

    /** Takes what the chunks of pixel data hold. */
    interface PixelSink {
        void begin(PngHeader header) throws FrameProblem;

        void take(byte[] bytes, int offset, int length) throws FrameProblem;
    }

    private enum Part {
        SIGNATURE,
        CHUNK_HEAD,
        DATA,
        CHECKSUM,
        NOTHING
    }

    static boolean startsLikePng(byte[] head) {
        return Arrays.equals(head, SIGNATURE);
    }

    static boolean endsLikePng(byte[] tail) {
        return Arrays.equals(tail, END);
    }

    /** The next bytes of the file. */
    void take(byte[] bytes, int offset, int length) throws FrameProblem {
        int at = offset;
        int end = offset + length;
        while (at < end && part != Part.NOTHING) {
            int count = (int) Math.min(left, end - at);
            takePart(bytes, at, count);
            at += count;
            seen += count;
            left -= count;
            if (left == 0) {
                next();
            }
        }
        seen += end - at;
    }

    /** The file has ended. */
    PngHeader end() throws FrameProblem {
        if (seen == 0) {
            throw new FrameProblem(name, Reason.EMPTY, "");
        }
        if (part != Part.NOTHING) {
            throw new FrameProblem(name, Reason.TRUNCATED, "it ends within the chunk at byte " + chunkStart);
        }
        if (seen > chunkStart + TAIL) {
            throw new FrameProblem(name, Reason.UNDECODABLE, seen - chunkStart - TAIL + " bytes follow its end");
        }
        return header;
    }

    private void takePart(byte[] bytes, int offset, int length) throws FrameProblem {
        if (part == Part.DATA) {
            sum.update(bytes, offset, length);
        }
        if (part == Part.DATA && type == IDAT) {
            pixels.take(bytes, offset, length);
        } else if (part != Part.DATA || type == IHDR) {
            field.put(bytes, offset, length);
        }
        int known = field.position();
        if (part == Part.SIGNATURE && !Arrays.equals(field.array(), 0, known, SIGNATURE, 0, known)) {
            throw new FrameProblem(name, Reason.NOT_A_PNG, "");
        }
    }

    private void next() throws FrameProblem {
        switch (part) {
            case SIGNATURE, CHECKSUM -> endChunk();
            case CHUNK_HEAD -> beginChunk();
            case DATA -> endData();
            case NOTHING -> throw new IllegalStateException("nothing follows the end");
        }
    }

    private void beginChunk() throws FrameProblem {
        long length = Integer.toUnsignedLong(field.getInt(0));
        type = field.getInt(Integer.BYTES);
        if (header == null && (type != IHDR || length != PngHeader.BYTES)) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "it has no header chunk");
        }
        if (type == IDAT && header.colourType() == PngHeader.PALETTE && !palette) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "it has no palette");
        }
        palette |= type == PLTE;
        sum.reset();
        sum.update(field.array(), Integer.BYTES, Integer.BYTES);
        await(Part.DATA, length);
        if (length == 0) {
            endData();
        }
    }

    private void endData() throws FrameProblem {
        if (header == null) {
            header = PngHeader.of(field.flip(), name);
            pixels.begin(header);
        }
        await(Part.CHECKSUM, Integer.BYTES);
    }

    private void endChunk() throws FrameProblem {
        if (part == Part.CHECKSUM && field.getInt(0) != (int) sum.getValue()) {
            throw new FrameProblem(name, Reason.UNDECODABLE, "the chunk at byte " + chunkStart + " fails its checksum");
        }
        if (part == Part.CHECKSUM && type == IEND) {
            part = Part.NOTHING;
            return;
        }
        chunkStart = seen;
        await(Part.CHUNK_HEAD, 2 * Integer.BYTES);
    }

    private void await(Part next, long bytes) {
        part = next;
        left = bytes;
        field.clear();
    }
}
