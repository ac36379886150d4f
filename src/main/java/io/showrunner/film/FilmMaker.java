package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.config.FilmSettings.Extent;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.util.List;

/** Whether a story still wants its film, and how it is to be encoded. */
public final class FilmMaker {
    private final StoryStore store;
    private final StoryFrames frames;
    private final FilmSettings settings;
    private final Encoders encoders;
    private final FilmRecords records;
    private final boolean simulation;

    /** @param simulation true when simulators stand in for the servers; the title card says so */
    public FilmMaker(
            StoryStore store, FilmSettings settings, Encoders encoders, FilmRecords records, boolean simulation) {
        this.store = store;
        this.frames = new StoryFrames(store);
        this.settings = settings;
        this.encoders = encoders;
        this.records = records;
        this.simulation = simulation;
    }

    /** The film that is to be made; null when none is wanted, it is there, or there is nothing to show. */
    public FilmPlan plan(String storyId) {
        if (settings.extent() != Extent.FILM) {
            return null;
        }
        List<SceneFrames> scenes = frames.of(storyId);
        if (scenes.stream().anyMatch(scene -> isRetired(storyId, scene))) {
            records.say(storyId, "FILM_KEPT: frames are WebP only now, of which no other film is made");
            return null;
        }
        if (scenes.stream().noneMatch(SceneFrames::isThere)) {
            records.say(storyId, "NO_FILM: no scene has frames");
            return null;
        }
        Story story = store.story(storyId).orElseThrow();
        FilmPlan plan = FilmPlan.of(
                story, simulation, scenes, Codec.ofFilm(settings.format()), settings.fps(), settings.quality());
        if (!plan.missing().isEmpty()) {
            records.say(
                    storyId,
                    "FILM_WITHOUT_SCENES: " + plan.there().size() + " of " + scenes.size()
                            + " scenes are in it; without frames: " + String.join(", ", plan.missing()));
        }
        return records.isMade(storyId, FilmPlan.FILE, plan.inputs()) ? null : plan;
    }

    /** Its PNG went when its WebP were verified. */
    private boolean isRetired(String storyId, SceneFrames scene) {
        return !scene.isThere() && records.hasProduct(storyId, WebpFrames.folder(scene));
    }

    /** The film of the plan, whose cards are drawn; null when nothing here can make it. */
    public Encoding encoding(FilmPlan plan) {
        String storyId = plan.story().storyId();
        String why = encoders.whyNot(plan.picture().codec().encoder());
        if (why != null) {
            records.say(storyId, "NO_FILM: " + why);
            return null;
        }
        return new Encoding(
                storyId, store.folder(storyId), FilmPlan.FILE, plan.frames(), plan.picture(), plan.inputs());
    }
}
