package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Let a story that waits for approval be rendered as its scenes are.")
final class ApproveCommand extends ServerCommand {
    @Parameters(paramLabel = "STORY", description = "A story that waits for approval.")
    private String story;

    ApproveCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.post("/api/stories/" + ApiClient.segment(story) + "/approve");
    }

    @Override
    List<String> lines(JsonNode answer) {
        return ChangeCommand.changes(answer);
    }
}
