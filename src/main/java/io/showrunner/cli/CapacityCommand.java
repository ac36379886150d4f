package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "capacity", description = "Show what the installation is expected to do beside what it does.")
final class CapacityCommand extends ServerCommand {
    CapacityCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/capacity");
    }

    @Override
    List<String> lines(JsonNode answer) {
        return FieldLines.of(answer);
    }
}
