package io.showrunner.cli;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "demo", description = "Make a story on simulated GPUs and a simulated LLM; nothing else is needed.")
final class DemoCommand implements Callable<Integer> {
    private final Cli cli;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "Where everything is made (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--scenes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Scenes of the story, 1 to 12 (default: ${DEFAULT-VALUE}).")
    private int scenes;

    @Option(
            names = "--gpus",
            paramLabel = "N",
            defaultValue = "2",
            description = "Simulated GPUs, 1 to 8 (default: ${DEFAULT-VALUE}).")
    private int gpus;

    @Option(names = "--keep", description = "Stay up afterwards to look around; stop with Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--chaos",
            description = "Kill the application and its servers at random while they work, and say what became of it.")
    private boolean chaos;

    @Option(names = "--seed", paramLabel = "N", description = "Which kills --chaos makes (default: others each time).")
    private Long seed;

    DemoCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws Exception {
        between("--scenes", scenes, 12);
        between("--gpus", gpus, 8);
        DemoOptions options = new DemoOptions(cli.home(), cli.path(out), scenes, gpus, keep, chaos());
        Surroundings here = cli.surroundings();
        try (ProgressView view = ProgressView.open(here.out(), here.terminal())) {
            return cli.engine().demo(options, view);
        }
    }

    private OptionalLong chaos() {
        if (seed != null && !chaos) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--seed means something with --chaos only.");
        }
        return chaos ? OptionalLong.of(seed == null ? new Random().nextInt(1_000_000) : seed) : OptionalLong.empty();
    }

    private void between(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), option + "=" + value + " is not allowed; it must be from 1 to " + most + ".");
        }
    }
}
