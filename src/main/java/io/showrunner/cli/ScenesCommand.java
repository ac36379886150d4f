package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "scenes", description = "Show the scenes of a story with their words and frames, or all of one scene.")
final class ScenesCommand extends ServerCommand {
    @Parameters(
            paramLabel = StoryPart.LABEL,
            converter = StoryPart.Converter.class,
            description = "A story, or one of its scenes.")
    private StoryPart part;

    ScenesCommand(Cli cli) {
        super(cli);
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.get(part.sceneId() == null ? part.path() + "/scenes" : part.path());
    }

    @Override
    List<String> lines(JsonNode answer) {
        if (!answer.isArray()) {
            return FieldLines.of(answer);
        }
        if (answer.isEmpty()) {
            return List.of("no scene is written yet");
        }
        TextTable table = new TextTable("SCENE", "STATE", "FRAMES", "TITLE", "PROMPT");
        answer.forEach(scene -> table.add(
                scene.path("sceneId"),
                scene.path("state"),
                TextNode.valueOf(scene.path("frames").size() + "/"
                        + scene.path("expectedFrames").asText()),
                scene.path("title"),
                scene.path("prompt")));
        return table.lines();
    }
}
