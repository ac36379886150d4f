package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "alerts", description = "Show what somebody must know now, the most urgent first.")
final class AlertsCommand extends ServerCommand {
    AlertsCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/alerts");
    }

    @Override
    List<String> lines(JsonNode alerts) {
        if (alerts.isEmpty()) {
            return List.of("no alerts");
        }
        TextTable table = new TextTable("ALERT", "SEVERITY", "SINCE", "WHAT");
        alerts.forEach(alert -> table.add(
                alert.path("name"),
                alert.path("severity"),
                TextTable.toTheSecond(alert.path("since")),
                alert.path("message")));
        return table.lines();
    }
}
