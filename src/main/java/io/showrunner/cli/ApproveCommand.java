package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description =
                "Let a story that waits for approval be rendered as its scenes are, or the pictures of a storyboard become its film.")
final class ApproveCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "STORY", description = "A story that waits for approval.")
    private String story;

    @Parameters(
            index = "1..*",
            paramLabel = "SCENE",
            description = "Of a storyboard: the scenes of its film, in that order; else all that have a picture.")
    private List<String> scenes;

    ApproveCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        String path = "/api/stories/" + ApiClient.segment(story) + "/approve";
        return scenes == null
                ? api.post(path)
                : api.post(
                        path,
                        "application/json",
                        Json.write(Map.of("scenes", scenes)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    List<String> lines(JsonNode answer) {
        return ChangeCommand.changes(answer);
    }
}
