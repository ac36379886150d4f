package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "queue",
        description = "Show the scenes that wait for a GPU, the next one first, and those that are paused.")
final class QueueCommand extends ServerCommand {
    @Mixin
    private LimitOption limit;

    QueueCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/queue" + limit.query());
    }

    @Override
    List<String> headlines(ApiClient api) throws IOException {
        return ForecastLines.of(api);
    }

    @Override
    List<String> lines(JsonNode queue) {
        TextTable table = new TextTable("#", "SCENE", "STATE", "PRIORITY", "URGENCY", "SINCE", "TITLE");
        for (JsonNode scene : queue.path("scenes")) {
            table.add(
                    scene.path("position"),
                    TextNode.valueOf(scene.path("storyId").asText() + "/"
                            + scene.path("sceneId").asText()),
                    scene.path("state"),
                    scene.path("priority"),
                    scene.path("urgency"),
                    TextTable.toTheSecond(scene.path("waitingSince")),
                    scene.path("title"));
        }
        List<String> lines = new ArrayList<>();
        lines.add(queue.path("waiting").asText() + " waiting, "
                + queue.path("paused").asText() + " paused");
        if (!queue.path("scenes").isEmpty()) {
            lines.addAll(table.lines());
        }
        return lines;
    }
}
