package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "files", description = "List the files of a story.")
final class FilesCommand extends ServerCommand {
    @Parameters(paramLabel = "STORY", description = "The id of a story.")
    private String storyId;

    FilesCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get(StoryFilesClient.path(storyId));
    }

    @Override
    List<String> lines(JsonNode answer) {
        TextTable table = new TextTable("PATH", "BYTES", "TYPE", "CHANGED");
        answer.forEach(file -> table.add(
                file.path("path"),
                file.path("bytes"),
                file.path("type"),
                TextTable.toTheSecond(file.path("changedAt"))));
        return answer.isEmpty() ? List.of("no files") : table.lines();
    }
}
