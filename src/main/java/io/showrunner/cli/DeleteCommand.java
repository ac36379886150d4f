package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Delete stories that have come to their end, with all their files.")
final class DeleteCommand extends ServerCommand {
    @Parameters(arity = "1..*", paramLabel = "STORY", description = "The id of a story.")
    private List<String> storyIds;

    DeleteCommand(Cli cli) {
        super(cli);
    }

    /** The server has nothing to say about what is gone: the answer names it. */
    @Override
    JsonNode ask(ApiClient api) throws IOException {
        ArrayNode deleted = Json.mapper().createArrayNode();
        for (String storyId : storyIds) {
            api.delete("/api/stories/" + ApiClient.segment(storyId));
            deleted.add(storyId);
        }
        return deleted;
    }

    @Override
    List<String> lines(JsonNode deleted) {
        List<String> lines = new ArrayList<>();
        deleted.forEach(storyId -> lines.add(storyId.asText() + "  deleted"));
        return lines;
    }
}
