package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import io.showrunner.story.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decides whether a file is a whole PNG: signature, every chunk's checksum, the end chunk at the very end, pixels that
 * decode. A valid-looking length proves nothing, since ComfyUI writes in place. Reads a file once.
 */
public final class PngCheck {
    /** Bytes above which a file is refused unread. */
    public static final long MAX_BYTES = 64L << 20;

    /** Pixels above which a picture is refused undecoded. */
    public static final long MAX_PIXELS = 64L << 20;

    private PngCheck() {}

    /**
     * Checks a file.
     *
     * @param width pixels expected; null when any will do
     * @param height pixels expected; null when any will do
     * @throws FrameProblem when it is not a whole PNG of that size
     * @throws IOException when it cannot be read
     */
    public static CheckedFrame check(Path file, Integer width, Integer height) throws IOException {
        String name = file.getFileName().toString();
        byte[] content = read(file, name);
        PngChunks.Header header = PngChunks.walk(content, name);
        if ((long) header.width() * header.height() > MAX_PIXELS) {
            throw new FrameProblem(name, Reason.TOO_LARGE, header + " pixels, at most " + MAX_PIXELS + " in all");
        }
        if ((width != null && width != header.width()) || (height != null && height != header.height())) {
            String expected = (width == null ? "any" : width) + "x" + (height == null ? "any" : height);
            throw new FrameProblem(name, Reason.WRONG_SIZE, header + ", expected " + expected);
        }
        BufferedImage image = decode(content, name);
        return new CheckedFrame(
                file, content.length, header.width(), header.height(), Sha256.hex(content), isUniform(image));
    }

    private static byte[] read(Path file, String name) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FrameProblem(name, Reason.MISSING, "");
        }
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new FrameProblem(name, Reason.TOO_LARGE, size + " bytes, at most " + MAX_BYTES);
        }
        if (size == 0) {
            throw new FrameProblem(name, Reason.EMPTY, "");
        }
        return Files.readAllBytes(file);
    }

    private static BufferedImage decode(byte[] content, String name) throws FrameProblem {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(input, true, true);
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new FrameProblem(name, Reason.UNDECODABLE, String.valueOf(e.getMessage()));
        } finally {
            reader.dispose();
        }
    }

    private static boolean isUniform(BufferedImage image) {
        int first = image.getRGB(0, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
    }
}
