package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A story at one glance, for the HTTP API and the status file.
 *
 * @param title null until a scene is written
 * @param storySource null until a scene is written
 * @param storyboard what became of its pictures; null when it is no storyboard
 * @param warnings what a person should know of its words, such as who did not write them; each starts with its stable code
 * @param owner who handed it in, by the name of their token; null when nobody had to say
 * @param message one sentence for people; null when there is nothing to say
 * @param folder where everything about it lies
 */
public record StoryOverview(
        String storyId,
        String briefId,
        String briefName,
        StoryState state,
        Priority priority,
        String title,
        StorySource storySource,
        Counts scenes,
        Instant acceptedAt,
        Instant changedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Pictures storyboard,
        @JsonInclude(JsonInclude.Include.NON_NULL) String owner,
        String message,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
        String folder,
        List<Scene> sceneList) {

    /** How many scenes there are, how many of them have their words, and how many stand where. */
    public record Counts(int total, int written, int waiting, int running, int published, int failed) {}

    /** @param film the story that the pictures of a storyboard were made into; null until a person has approved them */
    public record Pictures(String film) {
        private static Pictures of(StoryStore store, Story story) {
            return story != null && story.isStoryboard()
                    ? new Pictures(Storyboard.of(store, story.storyId())
                            .map(Storyboard::film)
                            .orElse(null))
                    : null;
        }
    }

    /**
     * One scene: where it stands, and why it failed or what its frames lack.
     *
     * @param state null when its record cannot be read
     * @param framesStaged null while none is, and when they are published
     */
    public record Scene(
            String sceneId,
            String title,
            SceneState state,
            int attempts,
            FailureKind failureKind,
            String message,
            @JsonInclude(JsonInclude.Include.NON_NULL) FramesStaged framesStaged) {}

    /** True while it comes to its end, and no person has to do anything for that. */
    public boolean endsByItself() {
        return !state.isTerminal()
                && sceneList.stream()
                        .map(Scene::state)
                        .noneMatch(each -> each == SceneState.PAUSED || each == SceneState.AWAITING_APPROVAL);
    }

    /** Reads the story's folder. */
    public static StoryOverview of(StoryStore store, StoryRecord record) {
        Story story = store.story(record.storyId()).orElse(null);
        List<Scene> scenes = story == null
                ? List.of()
                : story.scenes().stream()
                        .flatMap(spec -> scene(store, record.storyId(), spec).stream())
                        .toList();
        return new StoryOverview(
                record.storyId(),
                record.briefId(),
                record.briefName(),
                record.state(),
                record.priority(),
                story == null ? null : story.title(),
                story == null ? null : story.storySource(),
                count(story, scenes),
                record.acceptedAt(),
                record.changedAt(),
                Pictures.of(store, story),
                record.owner(),
                record.message(),
                story == null ? List.of() : story.warnings(),
                store.folder(record.storyId()).toString(),
                scenes);
    }

    /** A damaged record is shown as what it is, and does not hide the rest of the story. */
    private static Optional<Scene> scene(StoryStore store, String storyId, SceneSpec spec) {
        try {
            return store.sceneRecord(storyId, spec.id())
                    .map(scene -> new Scene(
                            spec.id(),
                            spec.title(),
                            scene.state(),
                            scene.attempts(),
                            scene.failureKind(),
                            scene.message(),
                            FramesStaged.of(store, scene).orElse(null)));
        } catch (UncheckedIOException e) {
            return Optional.of(new Scene(spec.id(), spec.title(), null, 0, null, e.getMessage(), null));
        }
    }

    private static Counts count(Story story, List<Scene> scenes) {
        return new Counts(
                scenes.size(),
                story == null
                        ? 0
                        : (int) story.scenes().stream()
                                .filter(SceneSpec::isWritten)
                                .count(),
                count(scenes, SceneState.WAITING),
                count(scenes, SceneState.RUNNING),
                count(scenes, SceneState.PUBLISHED),
                count(scenes, SceneState.FAILED) + count(scenes, SceneState.CANCELLED));
    }

    private static int count(List<Scene> scenes, SceneState state) {
        return (int) scenes.stream().filter(scene -> scene.state() == state).count();
    }
}
