package io.showrunner.assemble;

import com.pngencoder.PngEncoder;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A story at one glance: one picture with a card per scene and up to five of its frames. What is missing is drawn as
 * missing, with the reason. A machine without fonts gets pictures only, one without AWT none; either leaves a note.
 */
final class ContactSheet {
    /** Frames shown of each scene. */
    static final int FRAMES = 5;

    /** Scenes drawn; the others are counted in a note, so that the picture stays of a size that opens. */
    static final int SCENES = 30;

    /** As small as ImageIO makes it, in a fifth of its time, which was half of what a story cost. */
    private static final int COMPRESSION = 3;

    private static final int WIDTH = 2000;
    private static final int MARGIN = 64;
    private static final int CARD_GAP = 22;
    private static final int SHORTEST_CELL = 150;
    private static final int TALLEST_CELL = 320;

    private final Function<String, Font> fonts;

    ContactSheet() {
        this(family -> new Font(family, Font.PLAIN, 12));
    }

    /** @param fonts from a family to its font */
    ContactSheet(Function<String, Font> fonts) {
        this.fonts = fonts;
    }

    /**
     * Draws a story.
     *
     * @param folder the story's folder
     * @param notes gets a sentence for everything that is not as it should be
     * @return a PNG; empty when nothing can be drawn on this machine
     */
    Optional<byte[]> draw(ArtifactMetadata metadata, Path folder, List<String> notes) {
        try {
            return Optional.of(png(paint(metadata, folder, notes)));
        } catch (RuntimeException | LinkageError | InternalError e) {
            notes.add("CONTACT_SHEET_MISSING: no contact sheet was drawn: " + e);
            return Optional.empty();
        }
    }

    private BufferedImage paint(ArtifactMetadata metadata, Path folder, List<String> notes) {
        List<SceneEntry> scenes = metadata.scenes().stream().limit(SCENES).toList();
        if (scenes.size() < metadata.scenes().size()) {
            notes.add("CONTACT_SHEET_CUT: it shows the first " + SCENES + " of "
                    + metadata.scenes().size() + " scenes");
        }
        int cardWidth = WIDTH - 2 * MARGIN;
        int cellWidth = SheetCard.cellWidth(cardWidth);
        List<List<BufferedImage>> frames = new ArrayList<>();
        for (SceneEntry scene : scenes) {
            frames.add(frames(scene, folder, cellWidth, notes));
        }
        int cardHeight = cellHeight(frames, cellWidth) + 2 * SheetCard.PADDING;
        int height = MARGIN + SheetHeader.HEIGHT + scenes.size() * (cardHeight + CARD_GAP) - CARD_GAP + MARGIN;
        BufferedImage sheet = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = graphics(sheet);
        Lettering lettering = Lettering.of(graphics, fonts, notes);
        new SheetHeader(graphics, lettering).paint(metadata, MARGIN, MARGIN, cardWidth);
        for (int i = 0; i < scenes.size(); i++) {
            int y = MARGIN + SheetHeader.HEIGHT + i * (cardHeight + CARD_GAP);
            new SheetCard(graphics, lettering, new Rectangle(MARGIN, y, cardWidth, cardHeight))
                    .paint(i + 1, scenes.get(i), frames.get(i));
        }
        graphics.dispose();
        return sheet;
    }

    private static List<BufferedImage> frames(SceneEntry scene, Path folder, int cellWidth, List<String> notes) {
        return scene.generatedFramesDir() == null
                ? List.of()
                : Thumbnails.of(folder.resolve(scene.generatedFramesDir()), FRAMES, cellWidth, SHORTEST_CELL, notes);
    }

    /** All cards are as high as the first frame asks for. */
    private static int cellHeight(List<List<BufferedImage>> frames, int cellWidth) {
        int wanted = frames.stream()
                .flatMap(List::stream)
                .findFirst()
                .map(frame -> Math.round((float) cellWidth * frame.getHeight() / frame.getWidth()))
                .orElse(SHORTEST_CELL);
        return Math.max(SHORTEST_CELL, Math.min(TALLEST_CELL, wanted));
    }

    private static Graphics2D graphics(BufferedImage sheet) {
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setColor(Palette.PAGE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        return graphics;
    }

    private static byte[] png(BufferedImage sheet) {
        return new PngEncoder()
                .withBufferedImage(sheet)
                .withMultiThreadedCompressionEnabled(false)
                .withCompressionLevel(COMPRESSION)
                .toBytes();
    }
}
