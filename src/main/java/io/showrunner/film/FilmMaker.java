package io.showrunner.film;

import io.showrunner.config.FilmSettings.Extent;
import io.showrunner.story.Story;
import java.util.List;

/** Whether a story still wants its film, and how it is to be encoded. */
public final class FilmMaker {
    private final FilmContext film;
    private final Encoders encoders;
    private final boolean simulation;

    /** @param simulation true when simulators stand in for the servers; the title card says so */
    public FilmMaker(FilmContext film, Encoders encoders, boolean simulation) {
        this.film = film;
        this.encoders = encoders;
        this.simulation = simulation;
    }

    /** The film that is to be made; null when none is wanted or wanted yet, it is there, or there is nothing to show. */
    public FilmPlan plan(String storyId) {
        if (film.settings().extent() != Extent.FILM || film.isStoryboard(storyId)) {
            return null;
        }
        List<SceneFrames> scenes = film.frames().of(storyId);
        if (scenes.stream().anyMatch(scene -> isRetired(storyId, scene))) {
            film.records().say(storyId, "FILM_KEPT: frames are WebP only now, of which no other film is made");
            return null;
        }
        if (scenes.stream().noneMatch(SceneFrames::isThere)) {
            film.records().say(storyId, "NO_FILM: no scene has frames");
            return null;
        }
        Story story = film.store().story(storyId).orElseThrow();
        FilmPlan plan = FilmPlan.of(
                story,
                simulation,
                scenes,
                Codec.ofFilm(film.settings().format()),
                film.settings().fps(),
                film.settings().quality());
        if (!plan.missing().isEmpty()) {
            film.records()
                    .say(
                            storyId,
                            "FILM_WITHOUT_SCENES: " + plan.there().size() + " of " + scenes.size()
                                    + " scenes are in it; without frames: " + String.join(", ", plan.missing()));
        }
        return film.records().isMade(storyId, FilmPlan.FILE, plan.inputs()) ? null : plan;
    }

    /** Its PNG went when its WebP were verified. */
    private boolean isRetired(String storyId, SceneFrames scene) {
        return !scene.isThere() && film.records().hasProduct(storyId, WebpFrames.folder(scene));
    }

    /** The film of the plan, whose cards are drawn; null when nothing here can make it. */
    public Encoding encoding(FilmPlan plan) {
        String storyId = plan.story().storyId();
        String why = encoders.whyNot(plan.picture().codec().encoder());
        if (why != null) {
            film.records().say(storyId, "NO_FILM: " + why);
            return null;
        }
        return new Encoding(
                storyId, film.store().folder(storyId), FilmPlan.FILE, plan.frames(), plan.picture(), plan.inputs());
    }
}
