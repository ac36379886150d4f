package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that changes what is to happen to a story or scene, named as the server names the change. */
abstract class ChangeCommand extends ServerCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = StoryPart.LABEL,
            converter = StoryPart.Converter.class,
            description = "A story, or one of its scenes.")
    private StoryPart part;

    ChangeCommand(Cli cli) {
        super(cli);
    }

    final StoryPart part() {
        return part;
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        return api.post(part.path() + "/" + spec.name());
    }

    @Override
    List<String> lines(JsonNode answer) {
        return changes(answer);
    }

    /** What a change answers. */
    static List<String> changes(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        lines.add(answer.path("message").asText());
        for (JsonNode scene : answer.path("changed")) {
            lines.add("  " + scene.path("sceneId").asText() + "  "
                    + scene.path("state").asText());
        }
        return lines;
    }
}
