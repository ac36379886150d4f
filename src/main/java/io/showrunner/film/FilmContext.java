package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;

/** What everything needs that is made of a finished story. */
public record FilmContext(StoryStore store, StoryFrames frames, FilmSettings settings, FilmRecords records) {
    /** True for pictures that are still to become a film. */
    boolean isStoryboard(String storyId) {
        return store.story(storyId).stream().anyMatch(Story::isStoryboard);
    }

    /** The context of the stories in the store. */
    public static FilmContext of(StoryStore store, FilmSettings settings) {
        return new FilmContext(store, new StoryFrames(store), settings, new FilmRecords(store));
    }
}
