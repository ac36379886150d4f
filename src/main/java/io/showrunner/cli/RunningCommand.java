package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "running", description = "Show the scenes that are rendered now, and how far each is.")
final class RunningCommand extends ServerCommand {
    RunningCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/running");
    }

    @Override
    List<String> lines(JsonNode answer) {
        TextTable table = new TextTable("SCENE", "SERVER", "DONE");
        answer.forEach(scene -> table.add(
                TextNode.valueOf(scene.path("storyId").asText() + "/"
                        + scene.path("sceneId").asText()),
                scene.path("instance"),
                TextNode.valueOf(
                        scene.path("executing").asBoolean()
                                ? Math.round(100 * scene.path("progress").asDouble()) + " %"
                                : "waits there")));
        return answer.isEmpty() ? List.of("nothing is rendered") : table.lines();
    }
}
