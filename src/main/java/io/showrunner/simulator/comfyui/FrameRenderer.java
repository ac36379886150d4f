package io.showrunner.simulator.comfyui;

import io.showrunner.simulator.picture.FramePainter;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Turns a frame of a batch into pixels, in an image of type {@code TYPE_INT_RGB}. */
final class FrameRenderer {
    private static final int SMALLEST_SIDE = 16;
    private static final int LARGEST_SIDE = 4_096;
    private static final long MOST_PIXELS = 64_000_000;

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
        if ((long) width * height > MOST_PIXELS) {
            throw new NodeFailure("MemoryError", "Unable to allocate %d x %d pixels".formatted(width, height));
        }
        BufferedImage canvas = blank
                ? new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
                : fitted(
                        frame.file().isPresent() ? read(frame.file().get()) : paint(width, height, frame, filePrefix),
                        width,
                        height);
        if (frame.inverted()) {
            invert(canvas);
        }
        return canvas;
    }

    /** Pictures smaller or larger than the painter takes are painted at its limit and scaled. */
    private BufferedImage paint(int width, int height, Imagery.Frame frame, String filePrefix) {
        var request = label.picture(
                Math.min(Math.max(width, SMALLEST_SIDE), LARGEST_SIDE),
                Math.min(Math.max(height, SMALLEST_SIDE), LARGEST_SIDE),
                frame,
                filePrefix);
        return FramePainter.paint(request, frame.index(), Math.max(frame.count(), 1));
    }

    private static BufferedImage read(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new NodeFailure("PIL.UnidentifiedImageError", "cannot identify image file '" + file + "'");
            }
            return image;
        } catch (IOException e) {
            throw new NodeFailure("OSError", e.getMessage());
        }
    }

    private static BufferedImage fitted(BufferedImage picture, int width, int height) {
        boolean fits = picture.getWidth() == width && picture.getHeight() == height;
        if (fits && picture.getType() == BufferedImage.TYPE_INT_RGB) {
            return picture;
        }
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = canvas.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(picture, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return canvas;
    }

    private static void invert(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = ~pixels[i] & 0xFFFFFF;
        }
    }
}
