package io.showrunner.cli;

import picocli.CommandLine.Command;

@Command(name = "resume", description = "Let a paused story, scene or stage go on.")
final class ResumeCommand extends HoldCommand {
    ResumeCommand(Cli cli) {
        super(cli);
    }
}
