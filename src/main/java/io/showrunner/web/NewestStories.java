package io.showrunner.web;

import io.showrunner.story.ReadableRecords;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    /** So many stories, newest first. */
    List<StoryRecord> first(int limit) {
        List<String> ids = store.storyIds();
        times.keySet().retainAll(Set.copyOf(ids));
        return ids.stream()
                .flatMap(id -> accepted(id).stream())
                .sorted(Comparator.comparing(Accepted::at).reversed())
                .limit(limit)
                .flatMap(story -> records.story(story.storyId()).stream())
                .toList();
    }

    /** Empty when the story was withdrawn since. */
    private Optional<Accepted> accepted(String storyId) {
        Instant at = times.computeIfAbsent(
                storyId, id -> records.story(id).map(StoryRecord::acceptedAt).orElse(null));
        return Optional.ofNullable(at).map(time -> new Accepted(storyId, time));
    }

    private record Accepted(String storyId, Instant at) {}
}
