package io.showrunner.story;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the records say is still to be done. A process killed between a record and its message, or a journal that was
 * lost, leaves work that no queue knows of; what is sent again although it is there is dropped by its id.
 */
public final class UnfinishedWork {
    private static final Set<SceneState> IN_A_QUEUE = Set.of(SceneState.WAITING, SceneState.RUNNING);

    private final StoryStore store;
    private final ReadableRecords records;

    public UnfinishedWork(StoryStore store) {
        this.store = store;
        this.records = new ReadableRecords(store);
    }

    /** Stories that words are still to come of, oldest first. */
    public List<StoryRecord> briefs() {
        return stories(StoryState::awaitsWords).toList();
    }

    /** Scenes whose words are still to come, of stories of which others are written. */
    public List<SceneRecord> unwritten() {
        return scenes(Set.of(SceneState.UNWRITTEN)).toList();
    }

    /** Scenes that wait or run, in the order in which they get their turn. */
    public List<SceneRecord> scenes() {
        return scenes(IN_A_QUEUE).sorted(SceneOrder.RUN_ORDER).toList();
    }

    /** How many scenes have a prompt on the server that has not ended, or frames there that are not collected. */
    public int scenesOn(String instanceId) {
        return (int) scenes().stream()
                .filter(scene -> scene.state() == SceneState.RUNNING && isOn(instanceId, scene))
                .count();
    }

    private boolean isOn(String instanceId, SceneRecord scene) {
        return newest(scene, "job.json", RenderJob.class)
                        .filter(job -> job.instanceId().equals(instanceId))
                        .isPresent()
                && newest(scene, "render.json", RenderReport.class)
                        .filter(report -> report.failureKind() != null)
                        .isEmpty();
    }

    private <T> Optional<T> newest(SceneRecord scene, String file, Class<T> type) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), file, type);
    }

    private Stream<SceneRecord> scenes(Set<SceneState> states) {
        return stories(StoryState::hasOpenScenes)
                .flatMap(story -> records.scenes(story.storyId()).stream())
                .filter(scene -> states.contains(scene.state()));
    }

    private Stream<StoryRecord> stories(Predicate<StoryState> which) {
        return records.stories().stream()
                .filter(story -> which.test(story.state()))
                .sorted(Comparator.comparing(StoryRecord::acceptedAt));
    }
}
