package io.showrunner.brief;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which brief became which story. An entry counts only while its story has a record, so that an entry left by a crash, or
 * by a story that somebody deleted, stands in nobody's way.
 */
final class BriefIndex {
    private final StoryStore store;

    BriefIndex(StoryStore store) {
        this.store = store;
    }

    /** The story that has this brief id. */
    Optional<StoryRecord> byId(String briefId) {
        return story(idEntry(briefId));
    }

    /** The first story with this content. */
    Optional<StoryRecord> byContent(String contentHash) {
        return story(contentEntry(contentHash));
    }

    /** Points the brief's id, if it has one, and its content, if no story has it yet, to the story. */
    void remember(String briefId, String contentHash, String storyId) {
        Entry entry = new Entry(storyId, briefId, contentHash);
        if (briefId != null) {
            DurableFiles.writeJson(idEntry(briefId), entry);
        }
        if (byContent(contentHash).isEmpty()) {
            DurableFiles.writeJson(contentEntry(contentHash), entry);
        }
    }

    /** Removes the entries that point to the story. */
    void forget(StoryRecord story) {
        if (story.briefId() != null) {
            forget(idEntry(story.briefId()), story.storyId());
        }
        forget(contentEntry(story.contentHash()), story.storyId());
    }

    private static void forget(Path entry, String storyId) {
        if (Files.exists(entry) && Json.read(entry, Entry.class).storyId().equals(storyId)) {
            DurableFiles.delete(entry);
        }
    }

    private Optional<StoryRecord> story(Path entry) {
        return Files.exists(entry) ? store.record(Json.read(entry, Entry.class).storyId()) : Optional.empty();
    }

    /** The id is hashed, because some file systems do not tell upper from lower case. */
    private Path idEntry(String briefId) {
        return store.briefIndex().resolve("id-" + BriefHash.sha256(briefId) + ".json");
    }

    private Path contentEntry(String contentHash) {
        return store.briefIndex().resolve("content-" + contentHash + ".json");
    }

    private record Entry(String storyId, String briefId, String contentHash) {}
}
