package io.showrunner.assemble;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Text on a picture: lines that fit their width. On a machine without fonts AWT throws errors; there, no text is
 * drawn and everything keeps its place.
 */
public final class Lettering {
    private static final String ELLIPSIS = "\u2026";

    private final Graphics2D graphics;
    private final Function<String, Font> fonts;

    private Lettering(Graphics2D graphics, Function<String, Font> fonts) {
        this.graphics = graphics;
        this.fonts = fonts;
    }

    /**
     * Tries the fonts.
     *
     * @param fonts from a family to its font
     * @param notes gets the reason when there are none
     */
    public static Lettering of(Graphics2D graphics, Function<String, Font> fonts, List<String> notes) {
        try {
            for (String family : List.of(Font.SANS_SERIF, Font.SERIF)) {
                graphics.getFontMetrics(fonts.apply(family).deriveFont(12f)).stringWidth("Aa");
            }
            return new Lettering(graphics, fonts);
        } catch (RuntimeException | LinkageError | InternalError e) {
            notes.add(
                    "CONTACT_SHEET_WITHOUT_TEXT: this machine has no fonts (" + e
                            + "); the contact sheet has pictures only. On Debian: apt-get install fontconfig fonts-dejavu-core");
            return new Lettering(graphics, null);
        }
    }

    /** A kind of text. */
    public record Style(String family, int weight, float size, Color color) {
        /** Upright, without serifs. */
        public static Style sans(float size, Color color) {
            return new Style(Font.SANS_SERIF, Font.PLAIN, size, color);
        }

        /** Bold, without serifs. */
        public static Style bold(float size, Color color) {
            return new Style(Font.SANS_SERIF, Font.BOLD, size, color);
        }

        /** Bold, with serifs. */
        public static Style serif(float size, Color color) {
            return new Style(Font.SERIF, Font.BOLD, size, color);
        }

        int lineHeight() {
            return Math.round(size * 1.32f);
        }
    }

    /** Writes at most {@code maxLines} lines from the top left corner; gives the height of what was written. */
    public int write(String text, Style style, int x, int y, int width, int maxLines) {
        List<String> lines = lines(text, style, width, maxLines);
        for (int i = 0; i < lines.size(); i++) {
            graphics.setFont(font(style));
            graphics.setColor(style.color());
            graphics.drawString(lines.get(i), x, y + Math.round(style.size()) + i * style.lineHeight());
        }
        return lines.size() * style.lineHeight();
    }

    /** The height of what would be written. */
    public int height(String text, Style style, int width, int maxLines) {
        return lines(text, style, width, maxLines).size() * style.lineHeight();
    }

    int width(String text, Style style) {
        return fonts == null ? 0 : graphics.getFontMetrics(font(style)).stringWidth(text);
    }

    private List<String> lines(String text, Style style, int width, int maxLines) {
        if (fonts == null || text == null || text.isBlank()) {
            return List.of();
        }
        FontMetrics metrics = graphics.getFontMetrics(font(style));
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (metrics.stringWidth(longer) <= width || line.isEmpty()) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return IntStream.range(0, Math.min(lines.size(), Math.max(0, maxLines)))
                .mapToObj(i -> cut(lines.get(i), i == maxLines - 1 && lines.size() > maxLines, metrics, width))
                .toList();
    }

    private static String cut(String line, boolean goesOn, FontMetrics metrics, int width) {
        if (!goesOn && metrics.stringWidth(line) <= width) {
            return line;
        }
        String shorter = line;
        while (!shorter.isEmpty() && metrics.stringWidth(shorter + ELLIPSIS) > width) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter.stripTrailing() + ELLIPSIS;
    }

    private Font font(Style style) {
        return fonts.apply(style.family()).deriveFont(style.weight(), style.size());
    }
}
