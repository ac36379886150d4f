package io.showrunner.cli;

import picocli.CommandLine.Command;

@Command(name = "pause", description = "Let a story, a scene or a stage wait; what runs goes on to its end.")
final class PauseCommand extends HoldCommand {
    PauseCommand(Cli cli) {
        super(cli);
    }
}
