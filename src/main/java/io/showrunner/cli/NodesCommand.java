package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;

@Command(name = "nodes", description = "Show the Showrunners that work on the same stories, and what each does.")
final class NodesCommand extends ServerCommand {
    NodesCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get("/api/cluster");
    }

    @Override
    List<String> lines(JsonNode cluster) {
        if (cluster.path("nodes").isEmpty()) {
            return List.of("this Showrunner is alone: showrunner.cluster.node is not set");
        }
        TextTable table = new TextTable("NODE", "SINCE", "STATE", "DRIVES", "ADDRESS");
        cluster.path("nodes")
                .forEach(node -> table.add(
                        node.path("name"),
                        TextTable.toTheSecond(node.path("since")),
                        TextNode.valueOf(state(node)),
                        TextNode.valueOf(drives(node)),
                        node.path("url")));
        List<String> lines = new ArrayList<>(table.lines());
        cluster.path("nodes").findValuesAsText("trouble").forEach(trouble -> lines.add(Terminal.plain(trouble)));
        return lines;
    }

    private static String state(JsonNode node) {
        if (!node.path("alive").asBoolean()) {
            return "gone";
        }
        if (node.hasNonNull("trouble")) {
            return "hangs";
        }
        return node.path("leads").asBoolean() ? "leads" : "works";
    }

    private static String drives(JsonNode node) {
        return StreamSupport.stream(node.path("drives").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }
}
