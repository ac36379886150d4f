package io.showrunner.frames;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** PNG files good and bad. */
public final class Pngs {
    private Pngs() {}

    /** A picture that differs for every number. */
    public static byte[] picture(int width, int height, int number) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(
                0, 0, new Color(20, 40, (number * 37) % 256), width, height, new Color(240, (number * 11) % 256, 90)));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return encode(image);
    }

    /** A picture of one colour. */
    static byte[] blank(int width, int height) {
        return encode(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** The picture as it lies there while ComfyUI still writes it. */
    static byte[] truncated(byte[] png) {
        return Arrays.copyOf(png, png.length / 2);
    }

    /** The picture with one damaged byte of pixel data. */
    static byte[] damaged(byte[] png) {
        byte[] copy = png.clone();
        copy[png.length - 20] ^= 0x55;
        return copy;
    }

    private static byte[] encode(BufferedImage image) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
