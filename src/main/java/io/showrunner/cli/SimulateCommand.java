package io.showrunner.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description = "Serve a simulated ComfyUI or LLM until stopped, to try routes without a GPU or a model.")
final class SimulateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    static CommandLine withSubcommands(Cli cli) {
        return new CommandLine(new SimulateCommand())
                .addSubcommand(new SimulateComfyUiCommand(cli))
                .addSubcommand(new SimulateLlmCommand(cli));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand: comfyui or llm.");
    }
}
