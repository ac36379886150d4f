package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.story.StoryStore;

/** What everything needs that is made of a finished story. */
public record FilmContext(StoryStore store, StoryFrames frames, FilmSettings settings, FilmRecords records) {
    /** The context of the stories in the store. */
    public static FilmContext of(StoryStore store, FilmSettings settings) {
        return new FilmContext(store, new StoryFrames(store), settings, new FilmRecords(store));
    }
}
