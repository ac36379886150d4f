package io.showrunner.simulator.comfyui;

import io.showrunner.simulator.picture.FramePainter;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Turns a frame of a batch into pixels, in an image of type {@code TYPE_INT_RGB}. */
final class FrameRenderer {
    private final Label label;
    private final boolean blank;

    /** @param blank draw black pictures, as a broken VAE does */
    FrameRenderer(Label label, boolean blank) {
        this.label = label;
        this.blank = blank;
    }

    BufferedImage render(Imagery imagery, Imagery.Frame frame, String filePrefix) {
        int width = imagery.width();
        int height = imagery.height();
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        if (blank) {
            return canvas;
        }
        Image picture = frame.file().isPresent()
                ? read(frame.file().get())
                : FramePainter.paint(label.picture(width, height, frame, filePrefix), frame.index(), frame.count());
        draw(picture, canvas);
        if (frame.inverted()) {
            invert(canvas);
        }
        return canvas;
    }

    private static Image read(Path file) {
        try {
            Image image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new NodeFailure("PIL.UnidentifiedImageError", "cannot identify image file '" + file + "'");
            }
            return image;
        } catch (IOException e) {
            throw new NodeFailure("OSError", e.getMessage());
        }
    }

    private static void draw(Image picture, BufferedImage canvas) {
        var graphics = canvas.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, canvas.getWidth(), canvas.getHeight(), null);
        } finally {
            graphics.dispose();
        }
    }

    private static void invert(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = ~pixels[i] & 0xFFFFFF;
        }
    }
}
