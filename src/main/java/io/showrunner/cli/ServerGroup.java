package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** A command of several that ask a running Showrunner about one kind of thing; without one of them it lists them. */
abstract class ServerGroup implements Callable<Integer> {
    final Cli cli;

    @Mixin
    private ServerOption server;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as JSON.")
    boolean json;

    ServerGroup(Cli cli) {
        this.cli = cli;
    }

    abstract int list() throws IOException;

    @Override
    public final Integer call() throws IOException {
        return list();
    }

    final int print(JsonNode node) {
        cli.surroundings().out().println(Terminal.json(node));
        return 0;
    }

    final ApiClient api() throws IOException {
        return server.client(cli.settingsAnywhere().settings().http());
    }

    /** Prints everything that is known of one thing. */
    final int fields(JsonNode node) {
        FieldLines.of(node).forEach(this::say);
        return 0;
    }

    /** Prints a line; what is in it may come from anywhere. */
    final void say(String line) {
        cli.surroundings().out().println(Terminal.plain(line));
    }
}
