package io.showrunner.cli;

import io.showrunner.health.HealthCheck;
import io.showrunner.health.HealthReport;
import io.showrunner.health.HealthText;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "health",
        description = "Ask every ComfyUI server and LLM whether a story could be made now; exit code 1 if not.")
final class HealthCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = "--deep",
            description = "Ask every LLM for a few words too; that may load its model and takes up to two minutes.")
    private boolean deep;

    HealthCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        HealthReport report = new HealthCheck(cli.settingsAnywhere().settings(), Clock.systemUTC(), deep).run();
        PrintStream out = cli.surroundings().out();
        if (json) {
            out.println(Terminal.json(report));
        } else {
            HealthText.of(report).forEach(out::println);
        }
        return report.isHealthy() ? 0 : 1;
    }
}
