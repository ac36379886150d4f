package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "routes", description = "Show every Camel route, what it has done since the start, and its file.")
final class RoutesCommand extends ServerCommand {
    RoutesCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/routes");
    }

    @Override
    List<String> lines(JsonNode answer) {
        TextTable table = new TextTable("ROUTE", "STATE", "EXCHANGES", "FAILED", "NOW", "MEAN S", "LONGEST S", "FILE");
        answer.forEach(route -> table.add(
                route.path("id"),
                route.path("state"),
                route.path("exchanges"),
                route.path("failed"),
                route.path("inFlight"),
                TextTable.decimals(route.path("meanSeconds")),
                TextTable.decimals(route.path("longestSeconds")),
                route.path("file")));
        return table.lines();
    }
}
