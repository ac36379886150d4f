package io.showrunner.story;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who is told which records: those that are written here, or wherever they are written. Thread-safe. */
final class RecordListeners {
    private final Kind<SceneRecord> scenes = new Kind<>();
    private final Kind<StoryRecord> stories = new Kind<>();

    private static final class Kind<T> {
        private final List<Consumer<T>> ofWriting = new CopyOnWriteArrayList<>();
        private final List<Consumer<T>> ofAnything = new CopyOnWriteArrayList<>();

        void written(T record) {
            ofWriting.forEach(listener -> listener.accept(record));
            heard(record);
        }

        void heard(T record) {
            ofAnything.forEach(listener -> listener.accept(record));
        }
    }

    void ofWriting(Consumer<SceneRecord> scene, Consumer<StoryRecord> story) {
        scenes.ofWriting.add(scene);
        stories.ofWriting.add(story);
    }

    void ofAnything(Consumer<SceneRecord> scene, Consumer<StoryRecord> story) {
        scenes.ofAnything.add(scene);
        stories.ofAnything.add(story);
    }

    void written(SceneRecord scene) {
        scenes.written(scene);
    }

    void written(StoryRecord story) {
        stories.written(story);
    }

    void heard(SceneRecord scene) {
        scenes.heard(scene);
    }

    void heard(StoryRecord story) {
        stories.heard(story);
    }
}
