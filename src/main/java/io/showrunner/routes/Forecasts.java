package io.showrunner.routes;

import io.showrunner.config.Settings;
import io.showrunner.fleet.Fleet;
import io.showrunner.forecast.Expectation;
import io.showrunner.forecast.Forecast;
import io.showrunner.forecast.ForecastParts;
import io.showrunner.forecast.RunningPrompt;
import io.showrunner.render.ExpectedSeconds;
import io.showrunner.render.PromptFollowers;
import io.showrunner.render.UnusableWorkflow;
import io.showrunner.render.WorkflowTemplates;
import io.showrunner.story.RenderJob;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells the forecast what the other rooms know. */
final class Forecasts {
    private Forecasts() {}

    static Forecast of(
            Settings settings,
            StoryStore store,
            Fleet fleet,
            StageHolds holds,
            WorkflowTemplates templates,
            PromptFollowers followers) {
        return ForecastParts.forecast(
                settings,
                store,
                fleet,
                holds,
                workflow -> expectation(templates, workflow),
                () -> followers.prompts().stream()
                        .map(each -> prompt(each.job(), each.startedAt()))
                        .toList());
    }

    /** Empty when the author does not say, or the workflow is not there any more. */
    private static Optional<Expectation> expectation(WorkflowTemplates templates, String workflow) {
        try {
            return templates.get(workflow).expectedSeconds().map(Forecasts::expectation);
        } catch (UnusableWorkflow e) {
            return Optional.empty();
        }
    }

    private static Expectation expectation(ExpectedSeconds seconds) {
        return new Expectation(
                Duration.ofMillis(Math.round(seconds.from() * 1000)),
                Duration.ofMillis(Math.round(seconds.to() * 1000)));
    }

    private static RunningPrompt prompt(RenderJob job, Instant startedAt) {
        return new RunningPrompt(
                job.storyId(), job.sceneId(), job.instanceId(), job.workflow(), job.preparedAt(), startedAt);
    }
}
