package io.showrunner.web;

import io.showrunner.story.StoryRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Some of the stories of a list.
 *
 * @param total how many the whole list has
 * @param next where the list goes on; null at its end
 */
record StoryPage(List<StoryRecord> stories, int total, Place next) {

    /**
     * A place in the list, newest first; a story that comes or goes does not move it.
     *
     * @param at when the story before this place was accepted
     */
    record Place(Instant at, String storyId) {
        /** The newest first; stories of the same moment by their ids. */
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::at).reversed().thenComparing(Place::storyId);

        private static final String BETWEEN = "_";

        static Place of(StoryRecord story) {
            return new Place(story.acceptedAt(), story.storyId());
        }

        /** What {@link #text} made. */
        static Place read(String text) {
            String[] parts = text.split(BETWEEN, 2);
            try {
                return new Place(Instant.parse(parts[0]), parts[1]);
            } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw new BadRequest("bad cursor", "cursor: it must be that of the Link header of the page before.");
            }
        }

        String text() {
            return at + BETWEEN + storyId;
        }
    }
}
