package io.showrunner.bench;

import io.showrunner.story.RenderReport;
import io.showrunner.story.RenderReport.Poll;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the folders of the measured stories say after the run. */
final class SceneFolders {
    private final StoryStore store;
    private final List<SceneRecord> scenes;

    SceneFolders(StoryStore store, List<String> storyIds) {
        this.store = store;
        this.scenes =
                storyIds.stream().flatMap(id -> store.sceneRecords(id).stream()).toList();
    }

    int published() {
        return (int) scenes.stream().filter(SceneFolders::isPublished).count();
    }

    List<SceneEnd> ends() {
        return scenes.stream().flatMap(scene -> end(scene).stream()).toList();
    }

    /** The runs by the history of the servers, which tells milliseconds. */
    List<GpuRun> runs() {
        return scenes.stream()
                .flatMap(scene -> report(scene).stream())
                .filter(RenderReport::tellsExecution)
                .map(report -> new GpuRun(
                        report.instanceId(), report.promptId(), report.executionStart(), report.executionEnd()))
                .toList();
    }

    private Optional<SceneEnd> end(SceneRecord scene) {
        return report(scene)
                .map(report ->
                        new SceneEnd(report.promptId(), seen(report), isPublished(scene) ? scene.changedAt() : null));
    }

    private static Instant seen(RenderReport report) {
        return report.polls().stream()
                .filter(poll -> poll.status().equals("success"))
                .map(Poll::since)
                .findFirst()
                .orElse(null);
    }

    private Optional<RenderReport> report(SceneRecord scene) {
        return store.attemptFile(
                scene.storyId(), scene.sceneId(), scene.dispatches(), "render.json", RenderReport.class);
    }

    private static boolean isPublished(SceneRecord scene) {
        return scene.state() == SceneState.PUBLISHED;
    }
}
