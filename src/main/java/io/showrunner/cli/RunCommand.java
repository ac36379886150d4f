package io.showrunner.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "run", description = "Watch the inbox and serve the API until stopped. This is the default.")
final class RunCommand implements Callable<Integer> {
    private final Cli cli;

    @Option(
            names = "--simulation",
            description = "Say in every document that simulated servers stand in for ComfyUI and the LLM.")
    private boolean simulation;

    RunCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        return cli.engine().run(cli.settings(), simulation);
    }
}
