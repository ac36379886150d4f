package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** The binary frames that show a picture while it is sampled. */
final class Previews {
    private static final int SIDE = 512;
    private static final int PREVIEW_IMAGE = 1;
    private static final int PREVIEW_WITH_METADATA = 4;
    private static final int JPEG = 1;

    private Previews() {}

    /** Scaled so that the longer side is 512 pixels. */
    static byte[] jpeg(BufferedImage picture) {
        double scale = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(small, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot encode a preview", e);
        }
    }

    static Buffer plain(byte[] jpeg) {
        return Buffer.buffer().appendInt(PREVIEW_IMAGE).appendInt(JPEG).appendBytes(jpeg);
    }

    static Buffer withMetadata(byte[] jpeg, ObjectNode metadata) {
        byte[] json = Wire.text(metadata).getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer()
                .appendInt(PREVIEW_WITH_METADATA)
                .appendInt(json.length)
                .appendBytes(json)
                .appendBytes(jpeg);
    }
}
