package io.showrunner.film;

import com.pngencoder.PngEncoder;
import io.showrunner.assemble.Lettering;
import io.showrunner.story.DurableFiles;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A picture in the making. */
final class Canvas {
    /** For pictures that are kept; 0 is not compressed. */
    static final int COMPRESSION = 3;

    private static final int COARSENESS = 14;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final List<String> notes = new ArrayList<>();
    private final Lettering lettering;

    Canvas(int width, int height, Color ground) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, width, height);
        lettering = Lettering.of(graphics, family -> new Font(family, Font.PLAIN, 12), notes);
    }

    Graphics2D graphics() {
        return graphics;
    }

    Lettering lettering() {
        return lettering;
    }

    int width() {
        return image.getWidth();
    }

    /** So many hundredths of the height, which is what everything on it is measured in. */
    int hundredths(double parts) {
        return Math.max(1, (int) Math.round(image.getHeight() * parts / 100));
    }

    /** False on a machine without fonts, where nothing is written. */
    boolean hasFonts() {
        return notes.isEmpty();
    }

    /** Draws the whole picture as large as it goes. */
    void show(BufferedImage picture) {
        double scale = Math.min(
                (double) image.getWidth() / picture.getWidth(), (double) image.getHeight() / picture.getHeight());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = (int) Math.round(picture.getHeight() * scale);
        graphics.drawImage(
                picture, (image.getWidth() - width) / 2, (image.getHeight() - height) / 2, width, height, null);
    }

    /** Capitals with a thin space between. */
    static String spaced(String text) {
        return String.join("\u2009\u200a", text.toUpperCase(Locale.ROOT).split(""));
    }

    /** The picture as a lens sees it that looks elsewhere. */
    static BufferedImage outOfFocus(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        Image coarse = picture.getScaledInstance(
                Math.max(2, width / COARSENESS), Math.max(2, height / COARSENESS), Image.SCALE_AREA_AVERAGING);
        return enlarged(enlarged(coarse, Math.max(2, width / 4), Math.max(2, height / 4)), width, height);
    }

    private static BufferedImage enlarged(Image picture, int width, int height) {
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return large;
    }

    /** A copy in so much light, 0 to 1. */
    Canvas lit(double left) {
        Canvas copy = new Canvas(image.getWidth(), image.getHeight(), Color.BLACK);
        copy.graphics.drawImage(image, 0, 0, null);
        copy.graphics.setColor(new Color(0f, 0f, 0f, (float) (1 - left)));
        copy.graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        return copy;
    }

    /** Writes it as PNG, once: it is of no use afterwards. */
    byte[] write(Path file, int compression) {
        graphics.dispose();
        byte[] png = new PngEncoder()
                .withBufferedImage(image)
                .withMultiThreadedCompressionEnabled(false)
                .withCompressionLevel(compression)
                .toBytes();
        DurableFiles.write(file, png);
        return png;
    }
}
