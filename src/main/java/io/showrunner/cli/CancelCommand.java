package io.showrunner.cli;

import picocli.CommandLine.Command;

@Command(name = "cancel", description = "Give up a story or scene; a prompt that runs is taken from its server.")
final class CancelCommand extends ChangeCommand {
    CancelCommand(Cli cli) {
        super(cli);
    }
}
