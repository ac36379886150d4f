package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "stages", description = "Show which stages take work, and why others do not.")
final class StagesCommand extends ServerCommand {
    StagesCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/stages");
    }

    @Override
    List<String> lines(JsonNode stages) {
        TextTable table = new TextTable("STAGE", "SINCE", "STATE");
        stages.forEach(stage -> table.add(
                stage.path("stage"), TextTable.toTheSecond(stage.at("/holds/0/since")), stage.path("message")));
        return table.lines();
    }
}
