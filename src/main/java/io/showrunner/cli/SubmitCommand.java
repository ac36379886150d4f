package io.showrunner.cli;

import io.showrunner.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "submit", description = "Give briefs to a running Showrunner; prints the id of each story.")
final class SubmitCommand implements Callable<Integer> {
    private final Cli cli;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A brief (.json, .yaml, .yml, .md).")
    private List<Path> files;

    @Mixin
    private ServerOption server;

    SubmitCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = cli.settingsAnywhere().settings();
        StoryClient client =
                new StoryClient(server.client(settings.http()), settings.brief().maxSize(), settings.inbox());
        boolean accepted = true;
        for (Path file : files) {
            try {
                cli.surroundings().out().println(client.submit(cli.path(file)) + "  " + file);
            } catch (IOException e) {
                ErrorLines errors = new ErrorLines(cli.surroundings().err());
                ErrorLines.words(e).lines().forEach(line -> errors.print(file + ": " + line));
                accepted = false;
            }
        }
        return accepted ? 0 : 1;
    }
}
