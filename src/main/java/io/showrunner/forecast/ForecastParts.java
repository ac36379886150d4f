package io.showrunner.forecast;

import io.showrunner.config.Settings;
import io.showrunner.fleet.Fleet;
import io.showrunner.forecast.ForecastFile.Learned;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import io.showrunner.story.WantedApprovals;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts the forecast together. */
public final class ForecastParts {
    private ForecastParts() {}

    /**
     * @param expected what the author of a workflow expects a scene to take; empty leaves it to the settings
     * @param prompts that are on servers now
     */
    public static Forecast forecast(
            Settings settings,
            StoryStore store,
            Fleet fleet,
            StageHolds holds,
            Function<String, Optional<Expectation>> expected,
            Supplier<List<RunningPrompt>> prompts) {
        Clock clock = Clock.systemUTC();
        ForecastFile file = new ForecastFile(settings.data().resolve("durations.json"));
        Learned learned = file.read();
        Expectation usual = new Expectation(
                settings.forecast().sceneTimeFrom(), settings.forecast().sceneTimeTo());
        SceneDurations durations =
                new SceneDurations(workflow -> expected.apply(workflow).orElse(usual), learned.workflows());
        OpenWork work = new OpenWork(store, settings.workflow().defaultWorkflow());
        return new Forecast(
                work,
                new WantedApprovals(store),
                new Situation(work, fleet, holds, prompts, settings.llm().maxConcurrent()),
                new Forecaster(
                        durations,
                        new StepDurations(learned.writing(), learned.publishing()),
                        new ForecastRecord(learned.coverage())),
                new SceneOutcomes(store, new ScenePace(durations)),
                file,
                settings.forecast().interval(),
                clock);
    }
}
