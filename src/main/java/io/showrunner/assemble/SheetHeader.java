package io.showrunner.assemble;

import io.showrunner.assemble.Lettering.Style;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryState;
import java.awt.Color;
import java.awt.Graphics2D;

/** The top of a contact sheet: title, logline, and where the story came from. */
final class SheetHeader {
    static final int HEIGHT = 316;
    private static final int CHIP = 40;

    private final Graphics2D graphics;
    private final Lettering lettering;

    SheetHeader(Graphics2D graphics, Lettering lettering) {
        this.graphics = graphics;
        this.lettering = lettering;
    }

    void paint(ArtifactMetadata metadata, int x, int y, int width) {
        int line = y;
        line += lettering.write("S H O W R U N N E R", Style.bold(15, Palette.QUIET), x, line, width, 1) + 12;
        line += lettering.write(metadata.story().title(), Style.serif(58, Palette.TEXT), x, line, width, 1) + 12;
        lettering.write(metadata.story().logline(), Style.sans(25, Palette.QUIET), x, line, width, 2);
        chips(metadata, x, y + HEIGHT - CHIP - 36, width);
    }

    private void chips(ArtifactMetadata metadata, int x, int y, int width) {
        int at = x;
        if (metadata.simulation()) {
            at = chip("SIMULATION", Palette.CARE, at, y, width);
        }
        at = chip(
                Source.of(metadata.story()),
                Source.isStandIn(metadata.story()) ? Palette.CARE : Palette.GOOD,
                at,
                y,
                width / 2);
        boolean finished = metadata.story().state() == StoryState.FINISHED;
        at = chip(scenes(metadata), finished ? Palette.GOOD : Palette.BAD, at, y, width / 3);
        chip("run " + metadata.runId() + " \u00b7 revision " + metadata.revision(), Palette.QUIET, at, y, width / 3);
    }

    private static String scenes(ArtifactMetadata metadata) {
        long published = metadata.scenes().stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED)
                .count();
        int frames = metadata.scenes().stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED)
                .mapToInt(SceneEntry::frameCount)
                .sum();
        return published + " of " + metadata.scenes().size() + " scenes \u00b7 " + frames + " frames";
    }

    /** Gives the place of the next one. */
    private int chip(String text, Color color, int x, int y, int maxWidth) {
        Style style = Style.sans(18, color);
        int width = Math.min(lettering.width(text, style), maxWidth);
        if (width == 0) {
            return x;
        }
        graphics.setColor(Palette.CARD);
        graphics.fillRoundRect(x, y, width + 36, CHIP, CHIP, CHIP);
        graphics.setColor(Palette.LINE);
        graphics.drawRoundRect(x, y, width + 35, CHIP - 1, CHIP, CHIP);
        lettering.write(text, style, x + 18, y + 9, width, 1);
        return x + width + 36 + 12;
    }
}
