package io.showrunner.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "validate", description = "Check briefs and workflows without making anything.")
final class ValidateCommand implements Callable<Integer> {
    private final Cli cli;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "A brief (.json, .yaml, .yml, .md), or a *.workflow.json or *.mapping.json.")
    private List<Path> files;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    private record Checked(String file, boolean valid, List<String> problems) {}

    ValidateCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        FileCheck check = new FileCheck(cli.settings().settings());
        List<Checked> checked = files.stream()
                .map(file -> checked(file, check.problems(cli.path(file))))
                .toList();
        if (json) {
            cli.surroundings().out().println(Terminal.json(checked));
        } else {
            checked.forEach(this::print);
        }
        return checked.stream().allMatch(Checked::valid) ? 0 : 1;
    }

    private static Checked checked(Path file, List<String> problems) {
        return new Checked(file.toString(), problems.isEmpty(), problems);
    }

    private void print(Checked one) {
        if (one.valid()) {
            cli.surroundings().out().println(one.file() + ": valid");
        }
        ErrorLines errors = new ErrorLines(cli.surroundings().err());
        one.problems().forEach(problem -> errors.print(one.file() + ": " + problem));
    }
}
