package io.showrunner.cli;

import io.showrunner.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "submit", description = "Give briefs to a running Showrunner; prints the id of each story.")
final class SubmitCommand implements Callable<Integer> {
    private final Cli cli;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A brief (.json, .yaml, .yml, .md).")
    private List<Path> files;

    @Option(
            names = "--url",
            description = "Where it runs (default: showrunner.http.host and port of the settings,"
                    + " http://127.0.0.1:8080 as shipped).")
    private URI url;

    SubmitCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = cli.settingsAnywhere().settings();
        StoryClient client = new StoryClient(
                url == null ? address(settings.http()) : checked(url),
                settings.http().token(),
                settings.brief().maxSize(),
                settings.inbox());
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

    private static URI address(Settings.HttpSettings http) {
        String host =
                switch (http.host()) {
                    case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
                    default -> http.host();
                };
        boolean bare = host.contains(":") && !host.startsWith("[");
        return URI.create("http://" + (bare ? "[" + host + "]" : host) + ":" + http.port());
    }

    private URI checked(URI given) {
        boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
        if (!http || given.getHost() == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--url=" + given + " is not allowed; it must be like http://127.0.0.1:8080.");
        }
        return given;
    }
}
