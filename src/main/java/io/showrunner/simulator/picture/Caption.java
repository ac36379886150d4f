package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line at the foot of a frame: title, number, and that it is a simulation. Left out where the JDK finds no fonts. */
final class Caption {
    private static final Logger LOG = LoggerFactory.getLogger(Caption.class);
    private static final Optional<Font> FONT = usableFont();
    private static final int SMALLEST_WIDTH = 200;
    private static final int LONGEST_TITLE = 80;

    private Caption() {}

    static void draw(Shot shot, String title, int frame, int frames) {
        int width = shot.image().getWidth();
        int height = shot.image().getHeight();
        if (FONT.isEmpty() || width < SMALLEST_WIDTH) {
            return;
        }
        Graphics2D brush = shot.brush();
        brush.setTransform(new AffineTransform());
        brush.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        brush.setFont(FONT.get().deriveFont(Math.max(9f, height / 44f)));
        FontMetrics metrics = brush.getFontMetrics();
        int margin = height / 28;
        String right = "SIMULATION  " + (frame + 1) + "/" + frames;
        int rightWidth = metrics.stringWidth(right);
        String left = shortened(title, metrics, width - rightWidth - 3 * margin);
        write(brush, left, margin, height - margin);
        write(brush, right, width - margin - rightWidth, height - margin);
    }

    private static void write(Graphics2D brush, String text, int x, int y) {
        brush.setColor(new Color(0, 0, 0, 110));
        brush.drawString(text, x + 1, y + 1);
        brush.setColor(new Color(255, 255, 255, 165));
        brush.drawString(text, x, y);
    }

    private static String shortened(String title, FontMetrics metrics, int room) {
        String text = title.replaceAll("\\p{C}", " ").strip();
        text = text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : text;
        while (!text.isEmpty() && metrics.stringWidth(text) > room) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    private static Optional<Font> usableFont() {
        Graphics2D brush = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
            brush.setFont(font);
            brush.drawString("a", 1, 7);
            return Optional.of(font);
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOG.warn("simulated frames have no caption: this JDK finds no fonts ({})", e.toString());
            return Optional.empty();
        } finally {
            brush.dispose();
        }
    }
}
