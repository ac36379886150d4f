package io.showrunner.brief;

import io.showrunner.story.Sha256;
import java.awt.Dimension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Decides whether a file can be a keyframe: a whole PNG, JPEG or WebP by its content, whatever its name, of a size that a
 * graphics card can take. Memory stays bounded whatever the file says about itself.
 */
final class PictureCheck {
    /** Bytes of the largest picture. */
    static final long MOST_BYTES = 64L << 20;

    private static final int SMALLEST_SIDE = 16;
    private static final int LARGEST_SIDE = 8192;
    private static final int HEAD = 32;

    private PictureCheck() {}

    /** @throws PictureRefused when it cannot be used */
    static Picture of(Path file) throws PictureRefused, IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new PictureRefused("it must be a regular file");
        }
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new PictureRefused("it has " + bytes + " bytes, and must have at most " + MOST_BYTES);
        }
        byte[] head = head(file);
        String type = type(head);
        Dimension size = type.equals("webp") ? WebpHeader.size(head, bytes) : DecodedPicture.size(file, type);
        checkSide("wide", size.width);
        checkSide("high", size.height);
        if (!type.equals("webp")) {
            DecodedPicture.decode(file, type);
        }
        return new Picture(type, bytes, size.width, size.height, Sha256.hex(file));
    }

    private static void checkSide(String word, int pixels) throws PictureRefused {
        if (pixels < SMALLEST_SIDE || pixels > LARGEST_SIDE) {
            throw new PictureRefused(
                    "it is " + pixels + " pixels " + word + ", and must have " + SMALLEST_SIDE + " to " + LARGEST_SIDE);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return content.readNBytes(HEAD);
        }
    }

    private static String type(byte[] head) throws PictureRefused {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "png";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "jpg";
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "webp";
        }
        throw new PictureRefused("it must be a PNG, JPEG or WebP picture, whatever its name says");
    }
}
