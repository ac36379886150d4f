package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "download", description = "Save files of a story here: those that are named, or all of them.")
final class DownloadCommand extends ServerCommand {
    private final Cli cli;

    @Parameters(index = "0", paramLabel = "STORY", description = "The id of a story.")
    private String storyId;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PATH",
            description = "As `files` lists it; a folder means all that is in it.")
    private List<String> paths = List.of();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder that gets them (default: the story's id in the current one).")
    private Path folder;

    DownloadCommand(Cli cli) {
        super(cli);
        this.cli = cli;
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        StoryFilesClient files = new StoryFilesClient(api, storyId);
        List<JsonNode> wanted = new ArrayList<>();
        files.list().forEach(wanted::add);
        wanted.removeIf(file -> !isWanted(file.path("path").asText()));
        for (String path : paths) {
            if (wanted.stream().noneMatch(file -> isIn(path, file.path("path").asText()))) {
                throw new IOException(
                        storyId + " has no file " + path + "; `showrunner files " + storyId + "` lists them");
            }
        }
        ArrayNode saved = Json.mapper().createArrayNode();
        for (JsonNode file : wanted) {
            String name = file.path("path").asText();
            saved.addObject()
                    .put("path", name)
                    .put("savedAs", files.save(name, target()).toString());
        }
        return saved;
    }

    private Path target() {
        return cli.path(folder == null ? Path.of(storyId) : folder);
    }

    private boolean isWanted(String name) {
        return paths.isEmpty() || paths.stream().anyMatch(path -> isIn(path, name));
    }

    private static boolean isIn(String path, String name) {
        return name.equals(path) || name.startsWith(path.endsWith("/") ? path : path + "/");
    }

    @Override
    List<String> lines(JsonNode saved) {
        List<String> lines = new ArrayList<>();
        saved.forEach(file -> lines.add(file.path("savedAs").asText()));
        return lines;
    }
}
