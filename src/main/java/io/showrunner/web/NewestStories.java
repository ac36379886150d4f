package io.showrunner.web;

import io.showrunner.brief.Brief;
import io.showrunner.story.ReadableRecords;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import io.showrunner.story.Storyboard;
import io.showrunner.web.StoryPage.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The stories that can be read, by the time of their acceptance. That time never changes, so it is read once for each story, and a list
 * costs little more than the stories on it. Thread-safe.
 */
final class NewestStories {
    private final StoryStore store;
    private final ReadableRecords records;
    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    NewestStories(StoryStore store) {
        this.store = store;
        this.records = new ReadableRecords(store);
    }

    /**
     * Some of the stories, newest first.
     *
     * @param briefs what a story was accepted with
     * @param after where the page begins; null for the beginning of the list
     */
    StoryPage page(StoryFilter filter, Function<String, Brief> briefs, Place after, int limit) {
        List<String> ids = store.storyIds();
        times.keySet().retainAll(Set.copyOf(ids));
        List<Place> all = ids.stream()
                .flatMap(id -> place(id).stream())
                .sorted(Place.ORDER)
                .filter(place -> filter.isOpen() || isTaken(filter, briefs, place.storyId()))
                .toList();
        List<Place> rest = all.stream()
                .filter(place -> after == null || Place.ORDER.compare(place, after) > 0)
                .toList();
        List<StoryRecord> stories = rest.stream()
                .limit(limit)
                .flatMap(place -> records.story(place.storyId()).stream())
                .toList();
        return new StoryPage(stories, all.size(), rest.size() > limit ? rest.get(limit - 1) : null);
    }

    /** Empty when the story was withdrawn since. */
    private Optional<Place> place(String storyId) {
        Instant at = times.computeIfAbsent(
                storyId, id -> records.story(id).map(StoryRecord::acceptedAt).orElse(null));
        return Optional.ofNullable(at).map(time -> new Place(time, storyId));
    }

    private boolean isTaken(StoryFilter filter, Function<String, Brief> briefs, String storyId) {
        return records.story(storyId)
                .filter(filter::takes)
                .filter(story -> !filter.wantsApproval() || Storyboard.wantsApproval(store, story))
                .filter(story -> !filter.needsBrief() || filter.takes(story, briefs.apply(storyId)))
                .isPresent();
    }
}
