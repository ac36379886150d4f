package io.showrunner.capacity;

import io.showrunner.story.CollectReport;
import io.showrunner.story.LlmReport;
import io.showrunner.story.ReadableRecords;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Measures an installation by the newest stories in its folder, whether it runs or not. */
public final class Measurements {
    private static final int NEWEST_SCENES = 200;
    private static final double MB = 1 << 20;

    private final StoryStore store;
    private final String workflow;

    /** @param workflow whose scenes count */
    public Measurements(StoryStore store, String workflow) {
        this.store = store;
        this.workflow = workflow;
    }

    /** What the newest published scenes took, and the answers for their stories. */
    public Measured look() {
        ReadableRecords records = new ReadableRecords(store);
        List<StoryRecord> newestFirst = records.stories().stream()
                .sorted(Comparator.comparing(StoryRecord::changedAt).reversed())
                .toList();
        Sums sums = new Sums();
        for (StoryRecord story : newestFirst) {
            if (sums.scenes.size() >= NEWEST_SCENES) {
                break;
            }
            records.scenes(story.storyId()).forEach(scene -> add(scene, sums));
            store.story(story.storyId()).map(Story::llm).ifPresent(sums::add);
        }
        return sums.measured();
    }

    private void add(SceneRecord scene, Sums sums) {
        if (scene.state() != SceneState.PUBLISHED
                || file(scene, "job.json", RenderJob.class)
                        .filter(job -> job.workflow().equals(workflow))
                        .isEmpty()) {
            return;
        }
        file(scene, "render.json", RenderReport.class).ifPresent(sums::add);
        file(scene, "collect.json", CollectReport.class).ifPresent(sums::add);
    }

    private <T> Optional<T> file(SceneRecord scene, String name, Class<T> type) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), name, type);
    }

    private static final class Sums {
        private final List<Double> scenes = new ArrayList<>();
        private final List<Double> answers = new ArrayList<>();
        private int frames;
        private double megabytes;

        private void add(RenderReport report) {
            if (report.tellsExecution() && !report.cachedOutput()) {
                Duration time = Duration.between(report.executionStart(), report.executionEnd());
                scenes.add(time.toMillis() / 1000.0);
            }
        }

        private void add(CollectReport report) {
            frames += report.frames().size();
            megabytes += report.frames().stream()
                            .mapToLong(CollectReport.Frame::bytes)
                            .sum()
                    / MB;
        }

        private void add(LlmReport report) {
            if ("success".equals(report.status()) && report.durationMs() != null && report.attempts() > 0) {
                answers.add(report.durationMs() / 1000.0 / report.attempts());
            }
        }

        private Measured measured() {
            return new Measured(scenes, answers, frames, frames == 0 ? 0 : megabytes / frames);
        }
    }
}
