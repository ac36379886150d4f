package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.Settings;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "submit",
        description =
                "Give briefs to a running Showrunner; prints the id of each story. When none runs, a brief is put into"
                        + " the inbox of the home.")
final class SubmitCommand implements Callable<Integer> {
    private final Cli cli;
    private final List<String> storyIds = new ArrayList<>();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A brief (.json, .yaml, .yml, .md).")
    private List<Path> files;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "A picture that the brief's keyframes name; may be given several times.")
    private List<Path> pictures = List.of();

    @Option(names = "--wait", description = "Follow the stories until their end; the exit code tells how they ended.")
    private boolean wait;

    @Option(
            names = "--json",
            description = "Print the server's answers as JSON; with --wait, the stories at their end.")
    private boolean json;

    @Mixin
    private PatienceOption patience;

    @Mixin
    private ServerOption server;

    SubmitCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = cli.settingsAnywhere().settings();
        ApiClient api = server.client(settings.http());
        ExitStatus status = ExitStatus.DONE;
        for (Path file : files) {
            try {
                status = status.or(submit(file, api, settings));
            } catch (IOException | UncheckedIOException e) {
                error(file, ErrorLines.words(e));
                status = status.or(ExitStatus.of(e));
            }
        }
        if (wait && !storyIds.isEmpty()) {
            List<JsonNode> ended = WatchedStories.follow(api, storyIds, cli.surroundings(), json, patience);
            if (json) {
                ended.forEach(this::print);
            }
            status = status.or(ExitStatus.of(ended));
        }
        return status.code();
    }

    private ExitStatus submit(Path file, ApiClient api, Settings settings) throws IOException {
        BriefFile brief = BriefFile.read(cli.path(file), settings.brief().maxSize());
        BriefFile sent = pictures.isEmpty()
                ? brief
                : brief.with(pictures.stream().map(cli::path).toList());
        JsonNode answer;
        try {
            answer = api.submit(sent.contentType(), sent.content());
        } catch (ApiClient.Unreachable e) {
            if (!server.isOfThisHome()
                    || !pictures.isEmpty()
                    || !Files.isDirectory(settings.home().resolve("routes"))) {
                throw e;
            }
            return leave(file, brief, settings, e);
        }
        if (!answer.path("storyId").isTextual()) {
            throw new IOException("the server answers without a storyId; is this Showrunner?");
        }
        storyIds.add(answer.path("storyId").asText());
        if (!json) {
            cli.surroundings()
                    .out()
                    .println(Terminal.plain(answer.path("storyId").asText() + "  " + file));
        } else if (!wait) {
            print(answer);
        }
        return ExitStatus.DONE;
    }

    /** Nobody to give it to: the brief waits where a server looks when it starts. */
    private ExitStatus leave(Path file, BriefFile brief, Settings settings, ApiClient.Unreachable why)
            throws IOException {
        Path place = new InboxDrop(settings).put(brief.path(), brief.content());
        error(
                file,
                why.getMessage() + " The brief waits in the inbox, " + place
                        + ", and becomes a story when Showrunner runs here.");
        if (json) {
            print(Json.mapper().createObjectNode().put("inbox", place.toString()));
        }
        return wait ? ExitStatus.NO_SERVER : ExitStatus.DONE;
    }

    private void print(JsonNode answer) {
        cli.surroundings().out().println(Terminal.json(answer));
    }

    private void error(Path file, String words) {
        ErrorLines errors = new ErrorLines(cli.surroundings().err());
        words.lines().forEach(line -> errors.print(file + ": " + line));
    }
}
