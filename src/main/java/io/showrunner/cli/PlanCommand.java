package io.showrunner.cli;

import io.showrunner.capacity.CapacityProfile;
import io.showrunner.capacity.Measurements;
import io.showrunner.capacity.Plan;
import io.showrunner.capacity.Planner;
import io.showrunner.capacity.Profiles;
import io.showrunner.capacity.Wish;
import io.showrunner.config.Settings;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.TokenBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description =
                "Say how many GPUs a backlog, a deadline or a rate of stories needs, how long it takes, and what else"
                        + " it takes: from the scenes in the stories folder, when there are 20, and from the capacity profile.")
final class PlanCommand implements Callable<Integer> {
    private static final String WITHOUT_PROFILE = "dev";

    private final Cli cli;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Load load;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "When the backlog is to be done, such as 8h.")
    private Duration within;

    @Option(names = "--scenes-per-story", paramLabel = "N", defaultValue = "3", description = "(default: 3)")
    private int scenesPerStory;

    @Option(names = "--frames", paramLabel = "N", description = "Frames of a scene (default: those of the profile).")
    private Integer frames;

    @Option(names = "--written", description = "The scenes of the backlog are written already.")
    private boolean written;

    @Option(
            names = "--max-wait",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "How long a scene of the stories that arrive may wait on average"
                    + " (default: showrunner.scaling.target).")
    private Duration maxWait;

    @Option(names = "--gpus", paramLabel = "N", description = "GPUs that there are (default: what is needed).")
    private Integer gpus;

    @Option(
            names = "--per-gpu",
            paramLabel = "N",
            description = "Scenes that execute on one GPU at the same time (default: that of the profile).")
    private Integer perGpu;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A file in config/profiles (default: showrunner.capacity.profile, else dev).")
    private String profile;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    private static final class Load {
        @Option(names = "--scenes", paramLabel = "N", description = "A backlog of so many scenes.")
        private Integer scenes;

        @Option(names = "--stories-per-hour", paramLabel = "N", description = "Stories that keep arriving.")
        private Double storiesPerHour;
    }

    PlanCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Settings settings = cli.settings().settings();
        Plan plan = plan(settings);
        List<String> lines = json ? List.of(Terminal.json(plan)) : PlanText.of(plan);
        lines.forEach(cli.surroundings().out()::println);
        return 0;
    }

    private Plan plan(Settings settings) {
        try {
            String name =
                    profile != null ? profile : settings.capacity().profile().orElse(WITHOUT_PROFILE);
            CapacityProfile used = Profiles.of(settings).read(name);
            return new Planner(
                            name,
                            used,
                            settings.fleet().minAvailableVram(),
                            new Measurements(
                                            new StoryStore(settings.stories()),
                                            settings.workflow().defaultWorkflow())
                                    .look(),
                            settings.llm().maxConcurrent(),
                            new TokenBudget(settings.llm().maxTokens())::requests)
                    .plan(wish(settings));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Wish wish(Settings settings) {
        return new Wish(
                load.scenes,
                within,
                load.storiesPerHour,
                scenesPerStory,
                maxWait == null ? settings.capacity().scaling().target() : maxWait,
                frames,
                gpus,
                perGpu,
                written);
    }
}
