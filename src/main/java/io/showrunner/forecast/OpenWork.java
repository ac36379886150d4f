package io.showrunner.forecast;

import io.showrunner.forecast.Load.Unwritten;
import io.showrunner.story.Json;
import io.showrunner.story.SceneId;
import io.showrunner.story.SceneOrder;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.UnfinishedWork;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be done, kept up to date by the changes of the records, so that the stories folder is read once at the start.
 * Thread-safe.
 */
final class OpenWork {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWork.class);
    private static final int MOST_CHANGES = 20_000;
    private static final Set<SceneState> OPEN = Set.of(SceneState.WAITING, SceneState.RUNNING);

    private final StoryStore store;
    private final String defaultWorkflow;
    private final Map<SceneId, SceneRecord> scenes = new ConcurrentHashMap<>();
    private final Set<SceneId> unwritten = ConcurrentHashMap.newKeySet();
    private final Map<String, StoryRecord> asked = new ConcurrentHashMap<>();
    private final Map<String, Optional<Unwritten>> briefs = new ConcurrentHashMap<>();
    private final Map<String, String> workflows = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final ConcurrentLinkedQueue<SceneRecord> ended = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> written = new ConcurrentLinkedQueue<>();

    OpenWork(StoryStore store, String defaultWorkflow) {
        this.store = store;
        this.defaultWorkflow = defaultWorkflow;
        store.onChange(this::changed, this::changed);
        UnfinishedWork unfinished = new UnfinishedWork(store);
        unfinished.scenes().forEach(scene -> scenes.putIfAbsent(scene.id(), scene));
        unfinished.unwritten().forEach(scene -> unwritten.add(scene.id()));
        unfinished.briefs().forEach(story -> asked.putIfAbsent(story.storyId(), story));
    }

    private void changed(SceneRecord scene) {
        changes.incrementAndGet();
        SceneId key = scene.id();
        if (scene.state() == SceneState.UNWRITTEN) {
            unwritten.add(key);
        } else {
            unwritten.remove(key);
        }
        if (OPEN.contains(scene.state())) {
            scenes.put(key, scene);
        } else if (scenes.remove(key) != null && ended.size() < MOST_CHANGES) {
            ended.add(scene);
        }
    }

    private void changed(StoryRecord story) {
        changes.incrementAndGet();
        if (story.state().awaitsWords()) {
            asked.put(story.storyId(), story);
        } else if (asked.remove(story.storyId()) != null && story.state() == StoryState.WRITTEN) {
            written.add(story.storyId());
        }
    }

    /** How many records have changed so far. */
    long changes() {
        return changes.get();
    }

    /** A scene that is not open any more, each once; null when there is no further one. */
    SceneRecord nextEnded() {
        return ended.poll();
    }

    /** A story that was written, each once; empty when there is no further one. */
    Optional<Story> nextWritten() {
        for (String storyId = written.poll(); storyId != null; storyId = written.poll()) {
            Optional<Story> story = readable(storyId);
            if (story.isPresent()) {
                return story;
            }
        }
        return Optional.empty();
    }

    /** The open scene; null when it is none. */
    SceneRecord scene(SceneId key) {
        return scenes.get(key);
    }

    /** Scenes that wait, in the order in which they get their turn; those of a story that is just being kept are left out. */
    List<SceneRecord> waiting() {
        Set<String> stories = scenes.keySet().stream().map(SceneId::storyId).collect(Collectors.toSet());
        workflows.keySet().retainAll(stories);
        return scenes.values().stream()
                .filter(scene -> scene.state() == SceneState.WAITING)
                .filter(scene -> workflow(scene.storyId()).isPresent())
                .sorted(SceneOrder.RUN_ORDER)
                .toList();
    }

    /** The workflow of a written story. */
    Optional<String> workflow(String storyId) {
        return Optional.ofNullable(workflows.computeIfAbsent(
                storyId, id -> readable(id).map(this::workflow).orElse(null)));
    }

    private String workflow(Story story) {
        String named = story.render().workflow();
        return named == null ? defaultWorkflow : named;
    }

    private Optional<Story> readable(String storyId) {
        return readable(storyId, () -> store.story(storyId));
    }

    private static <T> Optional<T> readable(String storyId, Supplier<Optional<T>> file) {
        try {
            return file.get();
        } catch (UncheckedIOException e) {
            LOG.warn("storyId={} is left out of the forecast: {}", storyId, e.getMessage());
            return Optional.empty();
        }
    }

    /** Stories of which scenes are not written, the one wanted soonest first; one that was withdrawn is left out. */
    List<Unwritten> unwritten() {
        asked.keySet().removeIf(id -> !store.exists(id));
        briefs.keySet().retainAll(asked.keySet());
        return asked.values().stream()
                .sorted(Comparator.comparing(StoryRecord::priority, Comparator.comparing(each -> -each.onTheWire()))
                        .thenComparing(StoryRecord::acceptedAt))
                .flatMap(story -> briefs.computeIfAbsent(story.storyId(), this::brief).stream()
                        .map(brief -> rest(story, brief)))
                .filter(rest -> rest.scenes() > 0)
                .toList();
    }

    private Unwritten rest(StoryRecord story, Unwritten brief) {
        if (story.state() != StoryState.WRITING) {
            return brief;
        }
        int scenes = (int) unwritten.stream()
                .filter(scene -> scene.storyId().equals(story.storyId()))
                .count();
        return new Unwritten(brief.storyId(), brief.workflow(), scenes);
    }

    private Optional<Unwritten> brief(String storyId) {
        Path file = store.folder(storyId).resolve("brief.json");
        return readable(
                        storyId,
                        () -> Files.exists(file) ? Optional.of(Json.read(file, Wish.class)) : Optional.<Wish>empty())
                .map(wish -> new Unwritten(
                        storyId, wish.workflow() == null ? defaultWorkflow : wish.workflow(), wish.sceneCount()));
    }

    /** What of a brief says how long it takes. */
    private record Wish(int sceneCount, String workflow) {}
}
