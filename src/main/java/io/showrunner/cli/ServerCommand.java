package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that asks a running Showrunner one thing and prints its answer, for people or as the JSON that it is. */
abstract class ServerCommand implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private ServerOption server;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    ServerCommand(Cli cli) {
        this.cli = cli;
    }

    final boolean isJson() {
        return json;
    }

    abstract JsonNode ask(ApiClient api) throws IOException;

    abstract List<String> lines(JsonNode answer);

    /** What people read before the answer. */
    List<String> headlines(ApiClient api) throws IOException {
        return List.of();
    }

    /** How it went, when it did not fail. */
    ExitStatus outcome(JsonNode answer) {
        return ExitStatus.DONE;
    }

    @Override
    public final Integer call() throws IOException {
        ApiClient api = server.client(cli.settingsAnywhere().settings().http());
        JsonNode answer = ask(api);
        List<String> lines = new ArrayList<>();
        if (json) {
            lines.add(Terminal.json(answer));
        } else {
            headlines(api).stream().map(Terminal::plain).forEach(lines::add);
            lines(answer).stream().map(Terminal::plain).forEach(lines::add);
        }
        lines.forEach(cli.surroundings().out()::println);
        return outcome(answer).code();
    }
}
