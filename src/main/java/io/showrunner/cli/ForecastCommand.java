package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "forecast", description = "Show when scenes, stories and everything will be done.")
final class ForecastCommand extends ServerCommand {
    @Mixin
    private LimitOption limit;

    ForecastCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/forecast" + limit.query());
    }

    @Override
    List<String> lines(JsonNode answer) {
        List<String> lines = new ArrayList<>(ForecastLines.of(answer));
        TextTable table = new TextTable("STORY", "ABOUT", "BY, IN 9 OF 10 CASES");
        for (JsonNode story : answer.path("stories")) {
            table.add(
                    story.path("storyId"),
                    TextTable.toTheSecond(story.at("/eta/p50")),
                    TextTable.toTheSecond(story.at("/eta/p90")));
        }
        if (!answer.path("stories").isEmpty()) {
            lines.addAll(table.lines());
        }
        return lines;
    }
}
