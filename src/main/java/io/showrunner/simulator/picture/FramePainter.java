package io.showrunner.simulator.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Paints the frames that the simulated ComfyUI saves: a composition, a light and a camera move taken from the words of the
 * scene. The same request and frame give the same pixels; nothing is read from a clock or from disk. Thread-safe.
 */
public final class FramePainter {
    private FramePainter() {}

    /**
     * Paints one frame.
     *
     * @param frame 0 to frames - 1
     * @param frames how many frames the camera move is spread over
     */
    public static BufferedImage paint(PictureRequest request, int frame, int frames) {
        if (frames < 1 || frame < 0 || frame >= frames) {
            throw new IllegalArgumentException("frame " + frame + " is not one of 0 to " + (frames - 1));
        }
        BufferedImage image = new BufferedImage(request.width(), request.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            Shot shot = new Shot(request, image, graphics, frame, frames);
            Setting.of(shot.words()).paint(shot);
            FilmStock.develop(shot, frame);
            Caption.draw(shot, request.title(), frame, frames);
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
