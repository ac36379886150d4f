package io.showrunner.cli;

import picocli.CommandLine.Command;

@Command(
        name = "back",
        description = "Move the waiting scenes of a story, or one scene, behind the others of their priority.")
final class BackCommand extends ChangeCommand {
    BackCommand(Cli cli) {
        super(cli);
    }
}
