package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Priority;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "priority", description = "Have a story or scene sooner or later than it was wanted.")
final class PriorityCommand extends ChangeCommand {
    @Parameters(index = "1", paramLabel = "high|normal|low", description = "How soon it is wanted.")
    private Priority priority;

    PriorityCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.put(part().path() + "/priority", Map.of("priority", priority));
    }
}
