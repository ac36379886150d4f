package io.showrunner.forecast;

import io.showrunner.story.LlmReport;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneId;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the stories folder says about scenes and stories that have come to their end. */
final class SceneOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(SceneOutcomes.class);

    private final StoryStore store;
    private final ScenePace pace;

    SceneOutcomes(StoryStore store, ScenePace pace) {
        this.store = store;
        this.pace = pace;
    }

    /** Tells the forecaster of everything that ended since the last time. */
    synchronized void learn(OpenWork work, Forecaster forecaster) {
        boolean isNew = false;
        for (SceneRecord scene = work.nextEnded(); scene != null; scene = work.nextEnded()) {
            ended(scene, forecaster);
            isNew = true;
        }
        for (Optional<Story> story = work.nextWritten(); story.isPresent(); story = work.nextWritten()) {
            writing(story.get()).ifPresent(forecaster::written);
        }
        if (isNew) {
            pace.look();
        }
    }

    List<ScenePace.View> pace() {
        return pace.views();
    }

    private void ended(SceneRecord scene, Forecaster forecaster) {
        SceneId key = scene.id();
        Optional<Execution> execution = scene.state() == SceneState.PUBLISHED ? execution(scene) : Optional.empty();
        if (execution.isPresent()) {
            forecaster.published(key, execution.get(), scene.changedAt());
        } else {
            forecaster.forget(key);
        }
    }

    /** Empty when the server executed nothing, or does not say when. */
    private Optional<Execution> execution(SceneRecord scene) {
        try {
            return file(scene, "render.json", RenderReport.class)
                    .filter(report -> !report.cachedOutput())
                    .filter(RenderReport::tellsExecution)
                    .flatMap(report -> file(scene, "job.json", RenderJob.class)
                            .map(job -> new Execution(
                                    job.workflow(),
                                    report.instanceId(),
                                    report.executionStart(),
                                    report.executionEnd())));
        } catch (UncheckedIOException e) {
            LOG.warn("nothing is learned from {}: {}", scene.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private <T> Optional<T> file(SceneRecord scene, String name, Class<T> type) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), name, type);
    }

    private static Optional<Duration> writing(Story story) {
        return Optional.ofNullable(story.llm())
                .filter(llm -> llm.attempts() > 0)
                .map(LlmReport::durationMs)
                .map(Duration::ofMillis);
    }
}
