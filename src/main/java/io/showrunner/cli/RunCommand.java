package io.showrunner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "run", description = "Watch the inbox and serve the API until stopped. This is the default.")
final class RunCommand implements Callable<Integer> {
    private final Cli cli;

    RunCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        return cli.call();
    }
}
