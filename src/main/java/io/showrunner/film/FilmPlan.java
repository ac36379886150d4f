package io.showrunner.film;

import io.showrunner.story.SceneSpec;
import io.showrunner.story.Sha256;
import io.showrunner.story.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The film of a story: a title card, then for each scene that is there its card and its frames. Cards come out of the dark; the ground of a
 * scene's card is its first frame, dark and out of focus, so that the scene seems to light up.
 *
 * @param scenes all of them; the film is made of those that have frames
 */
record FilmPlan(Story story, boolean simulation, List<SceneFrames> scenes, Video picture, String inputs) {
    static final String FILE = "film.mp4";
    static final String FOLDER = "film/";
    static final String FADES = FOLDER + "fades/";

    /** Changes whenever cards are drawn in another way, so that films are made anew. */
    private static final int DRAWING = 1;

    private static final String TITLE = "title";
    private static final double TITLE_SECONDS = 3;
    private static final double SCENE_SECONDS = 1.5;
    private static final double FADE_SECONDS = 0.35;

    /** @param scenes one of them at least has frames */
    static FilmPlan of(Story story, boolean simulation, List<SceneFrames> scenes, Codec codec, int fps, int quality) {
        SceneFrames largest = scenes.stream()
                .max(Comparator.comparingInt(scene -> scene.width() * scene.height()))
                .orElseThrow();
        Video size = largest.video(codec, fps);
        FilmPlan plan = new FilmPlan(story, simulation, scenes, size, "");
        String all = DRAWING + "\n" + size + quality + simulation + story.title() + story.logline()
                + scenes.stream().map(FilmPlan::words).toList();
        return new FilmPlan(
                story,
                simulation,
                scenes,
                new Video(codec, size.width(), size.height(), fps, plan.frames().size()),
                Sha256.hex(all));
    }

    private static String words(SceneFrames scene) {
        SceneSpec spec = scene.spec();
        return scene.signature() + spec.title() + spec.mood();
    }

    /** The scenes that the film is made of. */
    List<SceneFrames> there() {
        return scenes.stream().filter(SceneFrames::isThere).toList();
    }

    /** Those that are missing, each by its id. */
    List<String> missing() {
        return scenes.stream()
                .filter(scene -> !scene.isThere())
                .map(SceneFrames::sceneId)
                .toList();
    }

    static String titleCard() {
        return FOLDER + TITLE + ".png";
    }

    static String card(SceneFrames scene) {
        return FOLDER + scene.sceneId() + ".png";
    }

    /** The card on its way out of the dark, darkest first; the last one is the card itself. */
    List<String> fades(String card) {
        String name = card.substring(FOLDER.length(), card.length() - ".png".length());
        return IntStream.rangeClosed(1, Math.max(2, frames(FADE_SECONDS)))
                .mapToObj(step -> FADES + name + "-" + step + ".png")
                .toList();
    }

    /** Every picture of the film, in order. */
    List<String> frames() {
        List<String> frames = new ArrayList<>(shown(titleCard(), TITLE_SECONDS));
        List<String> fades = new ArrayList<>(fades(titleCard()));
        Collections.reverse(fades);
        frames.addAll(fades);
        for (SceneFrames scene : there()) {
            frames.addAll(shown(card(scene), SCENE_SECONDS));
            frames.addAll(scene.frames());
        }
        return frames;
    }

    private List<String> shown(String card, double seconds) {
        List<String> frames = new ArrayList<>(fades(card));
        frames.addAll(Collections.nCopies(frames(seconds), frames.get(frames.size() - 1)));
        return frames;
    }

    private int frames(double seconds) {
        return (int) Math.round(seconds * picture.fps());
    }
}
