package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Brings files of stories here. Nothing is written outside of the folder that is meant, whatever a server calls its files. */
final class StoryFilesClient {
    private final ApiClient api;
    private final String storyId;

    StoryFilesClient(ApiClient api, String storyId) {
        this.api = api;
        this.storyId = storyId;
    }

    /** Where the server lists the files of a story. */
    static String path(String storyId) {
        return "/api/stories/" + ApiClient.segment(storyId) + "/files";
    }

    JsonNode list() throws IOException {
        return api.get(path(storyId));
    }

    /** Saves a file of the list below the folder and returns where; a file that is there is replaced when the new one is whole. */
    Path save(String name, Path folder) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw new IOException("the server names a file outside of the story, " + name + "; nothing of it is saved");
        }
        Files.createDirectories(target.getParent());
        String segments =
                Arrays.stream(name.split("/", -1)).map(ApiClient::segment).collect(Collectors.joining("/"));
        api.save(path(storyId) + "/" + segments, target);
        return target;
    }
}
