package io.showrunner.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Brings to the listeners of a store what other nodes have written into its folder. Records are told as they are now, so one that is
 * told twice, or late, does no harm. One that was damaged is left out.
 */
public final class RemoteChanges {
    private final StoryStore store;
    private final ReadableRecords records;

    public RemoteChanges(StoryStore store) {
        this.store = store;
        this.records = new ReadableRecords(store);
    }

    /** Tells one story's record; nothing when it is gone. */
    public void tell(String storyId) {
        records.story(storyId).ifPresent(store.listeners()::heard);
    }

    /** Tells one scene's record; nothing when it is gone. */
    public void tell(String storyId, String sceneId) {
        records.scene(storyId, sceneId).ifPresent(store.listeners()::heard);
    }

    /** Tells every record whose file was written then or later; only their times are looked at for that. */
    public void tellSince(Instant then) {
        for (String storyId : store.storyIds()) {
            if (isNew(store.folder(storyId), then)) {
                tell(storyId);
            }
            List<String> scenes = store.sceneIds(storyId);
            scenes.stream()
                    .filter(sceneId -> isNew(store.sceneFolder(storyId, sceneId), then))
                    .forEach(sceneId -> tell(storyId, sceneId));
        }
    }

    private static boolean isNew(Path folder, Instant then) {
        try {
            return !Files.getLastModifiedTime(folder.resolve("record.json"))
                    .toInstant()
                    .isBefore(then);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the record in " + folder + ": " + e.getMessage(), e);
        }
    }
}
