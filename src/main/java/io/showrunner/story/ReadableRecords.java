package io.showrunner.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of many stories at once, as far as they can be read: one that was damaged is left out and named in the log
 * once, so that it does not keep the others from being listed, sent again or assembled. Thread-safe.
 */
public final class ReadableRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ReadableRecords.class);

    private final StoryStore store;
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();

    public ReadableRecords(StoryStore store) {
        this.store = store;
    }

    /** The records of all stories. */
    public List<StoryRecord> stories() {
        return store.storyIds().stream().flatMap(id -> story(id).stream()).toList();
    }

    /** The story's record; empty when there is none that can be read. */
    public Optional<StoryRecord> story(String storyId) {
        return readable(() -> store.record(storyId));
    }

    /** The records of the story's scenes, in story order. */
    public List<SceneRecord> scenes(String storyId) {
        return store.sceneIds(storyId).stream()
                .flatMap(id -> scene(storyId, id).stream())
                .toList();
    }

    /** The scene's record; empty when there is none that can be read. */
    public Optional<SceneRecord> scene(String storyId, String sceneId) {
        return readable(() -> store.sceneRecord(storyId, sceneId));
    }

    private <T> Optional<T> readable(Supplier<Optional<T>> record) {
        try {
            return record.get();
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof JsonProcessingException)) {
                throw e;
            }
            if (complaints.add(e.getMessage())) {
                LOG.warn("{}; mend or restore the file, nothing is done for it meanwhile", e.getMessage());
            }
            return Optional.empty();
        }
    }
}
