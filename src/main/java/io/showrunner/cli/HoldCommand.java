package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pauses or resumes a story, a scene or a stage; named as the server names it. */
abstract class HoldCommand extends ServerCommand {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Held held;

    /** One of the two. */
    private static final class Held {
        @Parameters(
                paramLabel = StoryPart.LABEL,
                converter = StoryPart.Converter.class,
                description = "A story, or one of its scenes.")
        private StoryPart part;

        @Option(
                names = "--stage",
                paramLabel = "STAGE",
                description = "A whole stage: intake, write, render, collect, assemble, or all of them: all.")
        private String stage;
    }

    HoldCommand(Cli cli) {
        super(cli);
    }

    @Override
    final JsonNode ask(ApiClient api) throws IOException {
        return api.post((held.stage == null ? held.part.path() : "/api/stages/" + checkedStage()) + "/" + spec.name());
    }

    private String checkedStage() {
        if (!held.stage.equals(ALL) && Stage.find(held.stage).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stage=" + held.stage + " is not allowed; it must be one of " + Stage.words() + ", " + ALL + ".");
        }
        return held.stage;
    }

    @Override
    final List<String> lines(JsonNode answer) {
        if (!answer.isArray()) {
            return ChangeCommand.changes(answer);
        }
        List<String> lines = new ArrayList<>();
        answer.forEach(stage -> lines.add(
                stage.path("stage").asText() + " " + stage.path("message").asText()));
        return lines;
    }
}
