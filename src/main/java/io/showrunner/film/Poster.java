package io.showrunner.film;

import io.showrunner.assemble.Lettering.Style;
import io.showrunner.assemble.Palette;
import io.showrunner.story.Sha256;
import io.showrunner.story.Story;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;

/** One picture that stands for a story: a frame from its middle with the title. */
public final class Poster {
    static final String FILE = "poster.png";

    private final FilmContext film;
    private final boolean simulation;

    /** @param simulation true when simulators stand in for the servers; the poster says so */
    public Poster(FilmContext film, boolean simulation) {
        this.film = film;
        this.simulation = simulation;
    }

    /** Draws it, unless none is wanted, it is there, or there is nothing to show. */
    public void draw(String storyId) {
        List<SceneFrames> there = film.settings().isOn()
                ? film.frames().of(storyId).stream()
                        .filter(SceneFrames::isThere)
                        .toList()
                : List.of();
        if (there.isEmpty()) {
            return;
        }
        SceneFrames scene = there.get(there.size() / 2);
        Story story = film.store().story(storyId).orElseThrow();
        String inputs = Sha256.hex(scene.signature() + story.title() + simulation);
        if (film.records().isMade(storyId, FILE, inputs)) {
            return;
        }
        try {
            draw(story, scene, inputs);
        } catch (LinkageError | InternalError e) {
            film.records().say(storyId, "NO_POSTER: nothing can be drawn on this machine: " + e);
        }
    }

    private void draw(Story story, SceneFrames scene, String inputs) {
        long begin = System.nanoTime();
        Path folder = film.store().folder(story.storyId());
        BufferedImage frame =
                read(folder.resolve(scene.frames().get(scene.frames().size() / 2)));
        Canvas canvas = new Canvas(frame.getWidth(), frame.getHeight(), Color.BLACK);
        canvas.show(frame);
        paint(canvas, story, frame.getHeight());
        byte[] png = canvas.write(folder.resolve(FILE), Canvas.COMPRESSION);
        double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
        film.records()
                .made(
                        story.storyId(),
                        new Product(
                                FILE,
                                inputs,
                                "png",
                                frame.getWidth(),
                                frame.getHeight(),
                                1,
                                null,
                                null,
                                png.length,
                                seconds));
    }

    private void paint(Canvas canvas, Story story, int height) {
        int from = canvas.hundredths(40);
        canvas.graphics()
                .setPaint(new GradientPaint(0, from, new Color(0, 0, 0, 0), 0, height, new Color(0, 0, 0, 225)));
        canvas.graphics().fillRect(0, from, canvas.width(), height - from);
        Style name = new Style(Font.SERIF, Font.PLAIN, canvas.hundredths(10), Palette.TEXT);
        int left = canvas.width() / 18;
        int width = canvas.width() - 2 * left;
        int line = canvas.hundredths(92) - canvas.lettering().height(story.title(), name, width, 2);
        canvas.lettering().write(story.title(), name, left, line, width, 2);
        if (simulation) {
            Style said = Style.sans(canvas.hundredths(2.5), Palette.CARE);
            canvas.lettering().write(Canvas.spaced("simulation"), said, left, line - canvas.hundredths(5), width, 1);
        }
    }

    private static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " again: " + e.getMessage(), e);
        }
    }
}
