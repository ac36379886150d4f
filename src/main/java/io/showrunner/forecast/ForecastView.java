package io.showrunner.forecast;

import io.showrunner.fleet.SceneRate;
import java.time.Instant;
import java.util.List;

/**
 * The forecast, for people and programs.
 *
 * @param line all of it in one line
 * @param rendering scenes that are executed
 * @param queued written scenes that are not executed yet
 * @param storiesToWrite stories whose scenes are not written
 * @param storiesToApprove stories that go on as soon as a person approves them
 * @param backlog everything together; null when there is nothing to do
 * @param obstacle why nothing goes on although it is counted as if it did; null when it does
 * @param lastWrong the newest forecast that did not hold, in words
 * @param expectations what scenes were expected to take beside what they took
 * @param scenesPerHour how many were rendered in the last hour beside how many could have been
 * @param scenes those that run or wait, the next one first
 * @param stories those with scenes that run or wait or are to be written, the one that ends first before the others
 */
public record ForecastView(
        Instant at,
        String line,
        int rendering,
        int queued,
        int storiesToWrite,
        int storiesToApprove,
        Span backlog,
        String obstacle,
        Accuracies accuracy,
        String lastWrong,
        List<ScenePace.View> expectations,
        SceneRate.View scenesPerHour,
        List<SceneView> scenes,
        List<StoryView> stories) {

    /** From now, and when that is. */
    public record Span(double p50Seconds, double p90Seconds, Instant p50, Instant p90, String basis) {
        static Span of(Instant now, Backlog backlog) {
            return new Span(
                    Seconds.of(backlog.p50()),
                    Seconds.of(backlog.p90()),
                    now.plus(backlog.p50()),
                    now.plus(backlog.p90()),
                    backlog.basis());
        }
    }

    /** How good forecasts were that were made when a scene was queued, and when its execution began. */
    public record Accuracies(ForecastRecord.Accuracy atQueueing, ForecastRecord.Accuracy atStart) {}

    /** One scene. */
    public record SceneView(String storyId, String sceneId, boolean rendering, Eta eta) {}

    /** One story. */
    public record StoryView(String storyId, Eta eta) {}
}
