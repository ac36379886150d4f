package io.showrunner.cli;

import picocli.CommandLine.Command;

@Command(name = "front", description = "Move the waiting scenes of a story, or one scene, before everything else.")
final class FrontCommand extends ChangeCommand {
    FrontCommand(Cli cli) {
        super(cli);
    }
}
