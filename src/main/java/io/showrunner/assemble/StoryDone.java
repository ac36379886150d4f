package io.showrunner.assemble;

import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The file that says that a story's documents are written: {@code story.done}. Written last.
 *
 * @param state FINISHED or INCOMPLETE
 * @param revision 1, and one more for every later assembly with other scenes
 */
record StoryDone(String storyId, StoryState state, int revision, Instant timestamp, List<Scene> scenes) {

    /** A scene as it was assembled. */
    record Scene(
            String sceneId, SceneState state, int generation, int dispatches, FailureKind failureKind, String why) {

        static Scene of(SceneRecord record) {
            return new Scene(
                    record.sceneId(),
                    record.state(),
                    record.generation(),
                    record.dispatches(),
                    record.failureKind(),
                    record.state() == SceneState.PUBLISHED ? null : why(record));
        }

        private static String why(SceneRecord record) {
            if (record.message() != null) {
                return record.message();
            }
            return record.failureKind() == null
                    ? record.state().name().toLowerCase(Locale.ROOT)
                    : record.failureKind().name();
        }
    }

    StoryOutcome outcome(String folder) {
        List<String> missing = scenes.stream()
                .filter(scene -> scene.state() != SceneState.PUBLISHED)
                .map(scene -> scene.sceneId() + ": " + scene.why())
                .toList();
        return new StoryOutcome(storyId, state, revision, scenes.size(), missing, folder);
    }
}
