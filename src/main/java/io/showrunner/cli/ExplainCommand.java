package io.showrunner.cli;

import io.showrunner.config.Settings;
import io.showrunner.explain.Explain;
import io.showrunner.explain.Part;
import io.showrunner.explain.StoryExplanation;
import io.showrunner.explain.Timeline;
import io.showrunner.story.StoryStore;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description =
                "Say where the time of a story and of its scenes went, part by part; each wait has its reason. Needs no"
                        + " running Showrunner.")
final class ExplainCommand implements Callable<Integer> {
    private final Cli cli;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KnownStory story;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SCENE", description = "Only this scene, such as scene-001.")
    private String sceneId;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    ExplainCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Settings settings = cli.settings().settings();
        StoryStore store = new StoryStore(settings.stories());
        StoryExplanation all = new Explain(store, settings.data(), Clock.systemUTC()).explain(story.in(store));
        PrintStream out = cli.surroundings().out();
        List<Timeline> wanted = sceneId == null ? all.scenes() : List.of(scene(all));
        if (json) {
            Object answer = sceneId == null ? all : wanted.get(0);
            out.println(Terminal.json(answer));
            return 0;
        }
        if (all.note() != null) {
            out.println(all.note());
        }
        if (sceneId == null) {
            print(all.story(), out);
        }
        wanted.forEach(each -> print(each, out));
        return 0;
    }

    private Timeline scene(StoryExplanation all) {
        return all.scenes().stream()
                .filter(each -> each.id().equals(sceneId))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no " + sceneId + " in " + all.story().id() + "."));
    }

    private static void print(Timeline timeline, PrintStream out) {
        String title = timeline.title() == null ? "" : " \"" + timeline.title() + "\"";
        out.println(Terminal.plain(timeline.id() + title + "  " + timeline.state() + ", " + seconds(timeline.seconds())
                + (timeline.open() ? " so far" : "") + ", from " + timeline.from()));
        double begin = 0;
        for (Part part : timeline.parts()) {
            String why = part.why() == null ? "" : ": " + part.why();
            out.println(Terminal.plain(String.format(
                    Locale.ROOT,
                    "  %9s %9s  %s%s",
                    "+" + seconds(begin),
                    seconds(part.seconds()),
                    part.phase().words(),
                    why)));
            begin += part.seconds();
        }
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
