package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "dead-letters",
        description =
                "Messages that a running Showrunner could not process: list them (default), show one, retry or drop.")
final class DeadLettersCommand extends ServerGroup {
    private static final String PATH = "/api/dead-letters";

    DeadLettersCommand(Cli cli) {
        super(cli);
    }

    @Command(name = "list", description = "List them, newest first, each with its cause.")
    @Override
    int list() throws IOException {
        JsonNode letters = api().get(PATH);
        if (json) {
            print(letters);
        } else if (letters.isEmpty()) {
            say("no dead letters");
        } else {
            letters.forEach(this::printLine);
        }
        return 0;
    }

    @Command(name = "show", description = "One of them: the message as it was, and every cause.")
    int show(@Parameters(paramLabel = "ID") String id) throws IOException {
        JsonNode letter = api().get(PATH + "/" + ApiClient.segment(id));
        return json ? print(letter) : fields(letter);
    }

    @Command(name = "retry", description = "Send them to their queue again, when their cause is mended.")
    int retry(@Parameters(arity = "1..*", paramLabel = "ID") List<String> ids) throws IOException {
        for (String id : ids) {
            JsonNode letter = api().post(PATH + "/" + ApiClient.segment(id) + "/retry");
            if (json) {
                print(letter);
            } else {
                say(id + "  sent to " + letter.path("queue").asText() + " again");
            }
        }
        return 0;
    }

    @Command(name = "drop", description = "Drop them: each one's scene or story has failed then.")
    int drop(@Parameters(arity = "1..*", paramLabel = "ID") List<String> ids) throws IOException {
        for (String id : ids) {
            api().delete(PATH + "/" + ApiClient.segment(id));
            if (!json) {
                say(id + "  dropped");
            }
        }
        return 0;
    }

    private void printLine(JsonNode letter) {
        String scene = letter.path("sceneId").asText("");
        say(String.join(
                "  ",
                letter.path("id").asText(),
                letter.path("queue").asText(),
                letter.path("storyId").asText("-") + (scene.isEmpty() ? "" : "/" + scene),
                letter.path("failures").asText() + " failures, last "
                        + letter.path("lastFailureAt").asText(),
                letter.path("causes").path(0).asText()));
    }
}
