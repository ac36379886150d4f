package io.showrunner.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "completion", description = "Print the script by which a shell completes commands and options.")
final class CompletionCommand implements Callable<Integer> {
    /** One script serves both: in zsh it loads what zsh has for scripts of bash. */
    private enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec;

    /** Both get the same; what is neither is refused. */
    @SuppressWarnings("UnusedVariable")
    @Parameters(paramLabel = "bash|zsh", description = "The shell that reads it.")
    private Shell shell;

    @Override
    public Integer call() {
        CommandLine program = spec.root().commandLine();
        program.getOut().print(AutoComplete.bash(program.getCommandName(), program));
        program.getOut().flush();
        return ExitStatus.DONE.code();
    }
}
