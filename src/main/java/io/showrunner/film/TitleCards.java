package io.showrunner.film;

import io.showrunner.assemble.Accent;
import io.showrunner.assemble.Lettering;
import io.showrunner.assemble.Lettering.Style;
import io.showrunner.assemble.Palette;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.StoryStore;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws the cards of a film. No text ever goes to the encoder: it gets pictures only. */
public final class TitleCards {
    private static final Color DARK = new Color(0x0B0D11);
    private static final double LIGHT_OF_CARDS = 0.25;

    private final StoryStore store;
    private final FilmRecords records;

    public TitleCards(StoryStore store, FilmRecords records) {
        this.store = store;
        this.records = records;
    }

    /** Draws every card of the plan, and each on its way out of the dark. */
    public void draw(FilmPlan plan) {
        try {
            drawAll(plan);
        } catch (LinkageError | InternalError e) {
            records.say(plan.story().storyId(), "NO_CARDS: nothing can be drawn on this machine: " + e);
        }
    }

    private void drawAll(FilmPlan plan) {
        Canvas title = title(plan);
        if (!title.hasFonts()) {
            records.say(
                    plan.story().storyId(),
                    "CARDS_WITHOUT_TEXT: this machine has no fonts. On Debian: apt-get install fontconfig"
                            + " fonts-dejavu-core");
        }
        write(plan, FilmPlan.titleCard(), title);
        for (SceneFrames scene : plan.there()) {
            write(plan, FilmPlan.card(scene), scene(plan, scene));
        }
    }

    /** Removes what only the encoder needed. */
    public void tidy(FilmPlan plan) {
        DurableFiles.deleteTree(folder(plan).resolve(FilmPlan.FADES));
    }

    /** What the encoder reads again and again is not compressed. */
    private void write(FilmPlan plan, String card, Canvas canvas) {
        List<String> fades = plan.fades(card);
        for (int step = 1; step <= fades.size(); step++) {
            canvas.lit((double) step / fades.size()).write(folder(plan).resolve(fades.get(step - 1)), 0);
        }
        canvas.write(folder(plan).resolve(card), Canvas.COMPRESSION);
    }

    private Canvas title(FilmPlan plan) {
        Canvas canvas = new Canvas(plan.picture().width(), plan.picture().height(), DARK);
        Lettering lettering = canvas.lettering();
        int left = canvas.width() / 9;
        int width = canvas.width() - 2 * left;
        Style name = new Style(Font.SERIF, Font.PLAIN, canvas.hundredths(10.5), Palette.TEXT);
        Style logline = Style.sans(canvas.hundredths(4), Palette.QUIET);
        int gap = canvas.hundredths(5);
        int height = lettering.height(plan.story().title(), name, width, 2)
                + 2 * gap
                + lettering.height(plan.story().logline(), logline, width * 4 / 5, 3);
        int line = canvas.hundredths(47) - height / 2;
        line += lettering.write(plan.story().title(), name, left, line, width, 2) + gap;
        canvas.graphics().setColor(accent(plan));
        canvas.graphics().fillRect(left, line, canvas.hundredths(14), Math.max(1, canvas.hundredths(0.4)));
        line += gap;
        lettering.write(plan.story().logline(), logline, left, line, width * 4 / 5, 3);
        facts(plan, canvas, left);
        return canvas;
    }

    private static void facts(FilmPlan plan, Canvas canvas, int left) {
        int there = plan.there().size();
        int all = plan.scenes().size();
        String scenes = (there == all ? "" : there + " of ") + all + (all == 1 ? " scene" : " scenes");
        Color tone = there == all && !plan.simulation() ? Palette.QUIET : Palette.CARE;
        String text = plan.simulation() ? "simulation \u00b7 " + scenes : scenes;
        canvas.lettering()
                .write(
                        Canvas.spaced(text),
                        Style.sans(canvas.hundredths(2.5), tone),
                        left,
                        canvas.hundredths(89),
                        canvas.width(),
                        1);
    }

    private Canvas scene(FilmPlan plan, SceneFrames scene) {
        Canvas ground = new Canvas(plan.picture().width(), plan.picture().height(), Color.BLACK);
        BufferedImage first = picture(plan, scene.frames().get(0));
        ground.show(Canvas.outOfFocus(first));
        Canvas canvas = ground.lit(LIGHT_OF_CARDS);
        Lettering lettering = canvas.lettering();
        int left = canvas.width() / 9;
        int width = canvas.width() - 2 * left;
        Style name = new Style(Font.SERIF, Font.PLAIN, canvas.hundredths(8.5), Palette.TEXT);
        Style mood = Style.sans(canvas.hundredths(3.6), Palette.QUIET);
        int height = lettering.height(scene.spec().title(), name, width, 2)
                + canvas.hundredths(2)
                + lettering.height(scene.spec().mood(), mood, width, 1);
        int line = canvas.hundredths(86) - height;
        lettering.write(
                Canvas.spaced("scene " + scene.number()),
                Style.bold(canvas.hundredths(2.6), Accent.of(first)),
                left,
                line - canvas.hundredths(6),
                width,
                1);
        line += lettering.write(scene.spec().title(), name, left, line, width, 2) + canvas.hundredths(2);
        lettering.write(scene.spec().mood(), mood, left, line, width, 1);
        return canvas;
    }

    private Color accent(FilmPlan plan) {
        List<String> frames = plan.there().get(0).frames();
        return Accent.of(picture(plan, frames.get(frames.size() / 2)));
    }

    private BufferedImage picture(FilmPlan plan, String frame) {
        try {
            return ImageIO.read(folder(plan).resolve(frame).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + frame + " again: " + e.getMessage(), e);
        }
    }

    private Path folder(FilmPlan plan) {
        return store.folder(plan.story().storyId());
    }
}
