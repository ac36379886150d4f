package io.showrunner.assemble;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Painted frames: a sky, a moving light, hills. */
final class Scenery {
    private Scenery() {}

    static byte[] frame(int width, int height, int scene, int frame, int frames) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        float hue = (0.58f + scene * 0.23f) % 1;
        float time = frame / (float) frames;
        graphics.setPaint(new GradientPaint(
                0, 0, Color.getHSBColor(hue, 0.7f, 0.25f), 0, height, Color.getHSBColor(hue + 0.42f, 0.5f, 0.9f)));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.getHSBColor(hue + 0.45f, 0.25f, 1f));
        int light = height / 5;
        graphics.fillOval((int) (width * (0.15 + 0.6 * time)), (int) (height * (0.5 - 0.3 * time)), light, light);
        for (int hill = 0; hill < 3; hill++) {
            graphics.setColor(Color.getHSBColor(hue + 0.03f * hill, 0.6f, 0.34f - 0.1f * hill));
            graphics.fill(hill(width, height, hill, scene + time));
        }
        graphics.dispose();
        return png(image);
    }

    private static GeneralPath hill(int width, int height, int hill, double phase) {
        GeneralPath path = new GeneralPath();
        path.moveTo(0, height);
        for (int x = 0; x <= width; x += 4) {
            double wave = Math.sin(x * (2.0 + hill) * 3 / width + phase * (1 + hill)) * height * 0.07;
            path.lineTo(x, height * (0.62 + hill * 0.12) + wave);
        }
        path.lineTo(width, height);
        path.closePath();
        return path;
    }

    private static byte[] png(BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
