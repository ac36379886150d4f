package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "llm", description = "Show the language models: how each is, and what it has done since the start.")
final class LlmCommand extends ServerCommand {
    LlmCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/llm");
    }

    @Override
    List<String> lines(JsonNode answer) {
        TextTable table =
                new TextTable("ID", "BREAKER", "REPLIES", "FAILED", "MEAN S", "LONGEST S", "MODEL", "URL", "STATE");
        answer.path("providers")
                .forEach(model -> table.add(
                        model.path("provider"),
                        model.path("breaker"),
                        model.path("replies"),
                        model.path("failures"),
                        TextTable.decimals(model.path("meanSeconds")),
                        TextTable.decimals(model.path("longestSeconds")),
                        model.path("model"),
                        model.path("url"),
                        model.path("state")));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(answer.path("parked").asText() + " stories wait for a language model");
        return lines;
    }
}
