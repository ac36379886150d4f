package io.showrunner.cli;

import io.showrunner.story.StoryStore;
import io.showrunner.verify.StoryVerification;
import io.showrunner.verify.VerificationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "Read every published frame of a story and hold it against its manifest; exit code 1 names the files"
                        + " that are not as they were published. Needs no running Showrunner.")
final class VerifyCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1_048_576;

    private final Cli cli;

    @Mixin
    private KnownStory story;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    VerifyCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        StoryStore store = new StoryStore(cli.settings().settings().stories());
        VerificationReport report = new StoryVerification(store).verify(story.in(store));
        PrintStream out = cli.surroundings().out();
        if (json) {
            out.println(Terminal.json(report));
        } else {
            print(report, out);
        }
        return report.isIntact() ? 0 : 1;
    }

    private static void print(VerificationReport report, PrintStream out) {
        out.println(report.storyId() + "  " + report.state() + ", " + report.published() + "/" + report.scenes()
                + " scenes published, " + report.frames() + " frames read, "
                + String.format("%.1f MB", report.bytes() / MEGABYTE));
        report.notes().forEach(note -> out.println(Terminal.plain(note)));
        report.problems().forEach(each -> out.println(Terminal.plain(each.file() + ": " + each.problem())));
        out.println(
                report.isIntact()
                        ? "everything that was published is as it was"
                        : PlanText.count(report.problems().size(), "problem"));
    }
}
