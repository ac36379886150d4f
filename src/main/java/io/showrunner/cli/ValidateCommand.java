package io.showrunner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Check briefs and workflows without making anything.")
final class ValidateCommand implements Callable<Integer> {
    private final Cli cli;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A brief (.json, .yaml, .yml, .md), or a *.workflow.json or *.mapping.json.")
    private List<Path> files;

    ValidateCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        FileCheck check = new FileCheck(cli.settings().settings());
        ErrorLines errors = new ErrorLines(cli.surroundings().err());
        boolean valid = true;
        for (Path file : files) {
            List<String> problems = check.problems(cli.path(file));
            if (problems.isEmpty()) {
                cli.surroundings().out().println(file + ": valid");
            }
            problems.forEach(problem -> errors.print(file + ": " + problem));
            valid &= problems.isEmpty();
        }
        return valid ? 0 : 1;
    }
}
