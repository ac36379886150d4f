package io.showrunner.cli;

import picocli.CommandLine.Command;

@Command(
        name = "retry",
        description = "Try a failed or cancelled story or scene again; what is published stays as it is.")
final class RetryCommand extends ChangeCommand {
    RetryCommand(Cli cli) {
        super(cli);
    }
}
