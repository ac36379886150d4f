package io.showrunner.cli;

import io.showrunner.config.Settings;
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
        Settings settings = cli.settings().settings();
        BriefCheck briefs = new BriefCheck(settings);
        ErrorLines errors = new ErrorLines(cli.surroundings().err());
        boolean valid = true;
        for (Path file : files) {
            List<String> problems = check(cli.path(file), settings, briefs);
            if (problems.isEmpty()) {
                cli.surroundings().out().println(file + ": valid");
            }
            problems.forEach(problem -> errors.print(file + ": " + problem));
            valid &= problems.isEmpty();
        }
        return valid ? 0 : 1;
    }

    private List<String> check(Path file, Settings settings, BriefCheck briefs) {
        String name = String.valueOf(file.getFileName());
        boolean workflow = name.endsWith(".workflow.json") || name.endsWith(".mapping.json");
        return workflow ? cli.engine().checkWorkflow(file, settings) : briefs.problems(file);
    }
}
