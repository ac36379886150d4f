package io.showrunner.assemble;

import io.showrunner.assemble.Lettering.Style;
import io.showrunner.story.SceneState;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** A scene on a contact sheet: its words on the left, its frames on the right, or why there are none. */
final class SheetCard {
    static final int PADDING = 26;
    private static final int TEXT_WIDTH = 380;
    private static final int GAP = 14;
    private static final int CORNER = 14;

    private final Graphics2D graphics;
    private final Lettering lettering;
    private final Rectangle card;

    SheetCard(Graphics2D graphics, Lettering lettering, Rectangle card) {
        this.graphics = graphics;
        this.lettering = lettering;
        this.card = card;
    }

    /** How wide one frame is shown on a card of this width. */
    static int cellWidth(int cardWidth) {
        int room = cardWidth - 2 * PADDING - TEXT_WIDTH - 2 * GAP;
        return (room - (ContactSheet.FRAMES - 1) * GAP) / ContactSheet.FRAMES;
    }

    void paint(int number, SceneEntry scene, List<BufferedImage> frames) {
        Color accent = accent(scene, frames);
        graphics.setColor(Palette.CARD);
        graphics.fillRoundRect(card.x, card.y, card.width, card.height, CORNER * 2, CORNER * 2);
        graphics.setColor(accent);
        graphics.fillRoundRect(card.x + 12, card.y + PADDING, 5, card.height - 2 * PADDING, 5, 5);
        words(number, scene, accent);
        if (frames.isEmpty()) {
            reason(scene);
        } else {
            pictures(frames);
        }
    }

    private void words(int number, SceneEntry scene, Color accent) {
        int x = card.x + PADDING + 10;
        int y = card.y + PADDING - 4;
        Style numeral = Style.serif(50, accent);
        lettering.write("%02d".formatted(number), numeral, x, y, 90, 1);
        int textX = x + 84;
        int width = TEXT_WIDTH - 96;
        y += 6;
        y += lettering.write(scene.storyTitle(), Style.bold(25, Palette.TEXT), textX, y, width, 2) + 6;
        y += lettering.write(scene.storyMood(), Style.sans(18, Palette.QUIET), textX, y, width, 1) + 4;
        int bottom = card.y + card.height - PADDING - 20;
        Style camera = Style.sans(16, Palette.QUIET);
        lettering.write(scene.storyCameraMovement(), camera, textX, y, width, (bottom - y) / camera.lineHeight());
        lettering.write(facts(scene), Style.sans(16, tone(scene)), textX, bottom, width, 1);
    }

    private static String facts(SceneEntry scene) {
        if (scene.state() != SceneState.PUBLISHED) {
            return scene.state().name().toLowerCase(Locale.ROOT) + attempts(scene);
        }
        String time = scene.durationSeconds() == null
                ? ""
                : String.format(Locale.ROOT, " \u00b7 %.1f s", scene.durationSeconds());
        return scene.frameCount() + " frames" + time + " \u00b7 " + scene.instanceId() + attempts(scene);
    }

    private static String attempts(SceneEntry scene) {
        return scene.dispatches() > 1 ? " \u00b7 " + scene.dispatches() + " prompts" : "";
    }

    private void pictures(List<BufferedImage> frames) {
        int width = cellWidth(card.width);
        int height = card.height - 2 * PADDING;
        int x = card.x + card.width - PADDING - ContactSheet.FRAMES * width - (ContactSheet.FRAMES - 1) * GAP;
        for (BufferedImage frame : frames) {
            picture(frame, new Rectangle(x, card.y + PADDING, width, height));
            x += width + GAP;
        }
    }

    private void picture(BufferedImage frame, Rectangle cell) {
        graphics.setPaint(new TexturePaint(fitted(frame, cell.width, cell.height), cell));
        graphics.fillRoundRect(cell.x, cell.y, cell.width, cell.height, CORNER, CORNER);
    }

    /** The whole frame on a dark ground; one that misses the cell's shape by a pixel fills it. */
    private static BufferedImage fitted(BufferedImage frame, int cellWidth, int cellHeight) {
        double scale = Math.min((double) cellWidth / frame.getWidth(), (double) cellHeight / frame.getHeight());
        int width = snapped((int) Math.round(frame.getWidth() * scale), cellWidth);
        int height = snapped((int) Math.round(frame.getHeight() * scale), cellHeight);
        BufferedImage fitted = new BufferedImage(cellWidth, cellHeight, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = fitted.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(Palette.WELL);
        graphics.fillRect(0, 0, cellWidth, cellHeight);
        graphics.drawImage(frame, (cellWidth - width) / 2, (cellHeight - height) / 2, width, height, null);
        graphics.dispose();
        return fitted;
    }

    private static int snapped(int length, int cell) {
        return cell - length <= 2 ? cell : length;
    }

    private void reason(SceneEntry scene) {
        int width = ContactSheet.FRAMES * cellWidth(card.width) + (ContactSheet.FRAMES - 1) * GAP;
        int x = card.x + card.width - PADDING - width;
        int y = card.y + PADDING;
        int height = card.height - 2 * PADDING;
        graphics.setColor(Palette.WELL);
        graphics.fillRoundRect(x, y, width, height, CORNER, CORNER);
        graphics.setColor(Palette.LINE);
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {8, 8}, 0));
        graphics.drawRoundRect(x + 1, y + 1, width - 3, height - 3, CORNER, CORNER);
        int textY = y + height / 2 - 44;
        textY += lettering.write(headline(scene), Style.bold(24, tone(scene)), x + 36, textY, width - 72, 1) + 6;
        lettering.write(why(scene), Style.sans(18, Palette.QUIET), x + 36, textY, width - 72, 2);
    }

    private static String headline(SceneEntry scene) {
        return switch (scene.state()) {
            case PUBLISHED -> "The frames are no longer here";
            case CANCELLED -> "Cancelled";
            default -> "No frames" + (scene.failureKind() == null ? "" : ": " + scene.failureKind());
        };
    }

    private static String why(SceneEntry scene) {
        if (scene.state() == SceneState.PUBLISHED) {
            return "They were published to " + scene.generatedFramesDir() + " and have gone since.";
        }
        return scene.errors().isEmpty() ? "No reason was recorded." : String.join(" ", scene.errors());
    }

    private static Color tone(SceneEntry scene) {
        return switch (scene.state()) {
            case PUBLISHED -> Palette.GOOD;
            case CANCELLED -> Palette.CARE;
            default -> Palette.BAD;
        };
    }

    /** The colour of the scene's middle frame, made light enough to read. */
    private static Color accent(SceneEntry scene, List<BufferedImage> frames) {
        if (frames.isEmpty()) {
            return tone(scene);
        }
        return Accent.of(frames.get(frames.size() / 2));
    }
}
