package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Decides whether a file is a whole PNG while it is read or written, piece by piece: signature, every chunk's checksum,
 * the pixel data's checksum, exactly as many rows as the header says, the end chunk at the very end. A valid-looking
 * length proves nothing, since ComfyUI writes in place. Keeps two rows of the picture, whatever its size. To be closed.
 */
public final class PngCheck implements AutoCloseable {
    /** Bytes above which a file is refused. */
    public static final long MAX_BYTES = 64L << 20;

    /** Pixels above which a picture is refused undecoded. */
    public static final long MAX_PIXELS = 64L << 20;

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final PngRows rows;
    private final PngChunks chunks;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    /** @param file what the bytes belong to, or will belong to */
    PngCheck(Path file) {
        this.file = file;
        String name = file.getFileName().toString();
        this.rows = new PngRows(name);
        this.chunks = new PngChunks(name, rows);
    }

    /**
     * Checks a file of any picture size.
     *
     * @throws FrameProblem when it is not a whole PNG
     * @throws IOException when it cannot be read
     */
    public static CheckedFrame check(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new FrameProblem(name, Reason.MISSING, "");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new FrameProblem(name, Reason.TOO_LARGE, Files.size(file) + " bytes, at most " + MAX_BYTES);
        }
        try (PngCheck check = begun(file, file)) {
            return check.end();
        }
    }

    /**
     * A check of which the first bytes are in a file already; none when there is no such file.
     *
     * @param file what the bytes will belong to
     */
    static PngCheck begun(Path file, Path part) throws IOException {
        PngCheck check = new PngCheck(file);
        if (Files.exists(part)) {
            try (InputStream content = Files.newInputStream(part)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                    check.take(buffer, read);
                }
            } catch (IOException e) {
                check.close();
                throw e;
            }
        }
        return check;
    }

    /** How many bytes it has taken. */
    long bytes() {
        return bytes;
    }

    /** The first {@code count} bytes of the buffer come next in the file. */
    void take(byte[] buffer, int count) throws FrameProblem {
        bytes += count;
        digest.update(buffer, 0, count);
        chunks.take(buffer, 0, count);
    }

    /**
     * The file has ended.
     *
     * @throws FrameProblem when something is missing
     */
    CheckedFrame end() throws FrameProblem {
        PngHeader header = chunks.end();
        PixelFigures figures = rows.end();
        return new CheckedFrame(
                file,
                bytes,
                header.width(),
                header.height(),
                HexFormat.of().formatHex(digest.digest()),
                figures.hash(),
                figures.isUniform());
    }

    @Override
    public void close() {
        rows.close();
    }
}
