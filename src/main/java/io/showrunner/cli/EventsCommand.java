package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "events",
        description =
                "Say what happens, a line for each change of a story, scene, server or stage, until it is stopped.")
final class EventsCommand implements Callable<Integer> {
    /** What was missed cannot be told: who shows the whole state reads it anew. */
    private static final String NEWS_OF_NOTHING = "reset";

    private final Cli cli;

    @Mixin
    private ServerOption server;

    @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print each event as the JSON that it is, in one line.")
    private boolean json;

    private long heard;

    EventsCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintStream out = cli.surroundings().out();
        ErrorLines notes = new ErrorLines(cli.surroundings().err());
        ApiClient api = server.client(cli.settingsAnywhere().settings().http());
        new EventReader(api, time -> TimeUnit.MILLISECONDS.sleep(time.toMillis()), notes::print).until(event -> {
            boolean isShown = json || !event.path("type").asText().equals(NEWS_OF_NOTHING);
            if (isShown) {
                out.println(json ? Terminal.jsonLine(event) : Terminal.plain(line(event)));
                heard++;
            }
            return heard >= count;
        });
        return ExitStatus.DONE.code();
    }

    private static String line(JsonNode event) {
        StringBuilder line = new StringBuilder(LocalTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString());
        event.forEach(value -> line.append("  ").append(value.asText()));
        return line.toString();
    }
}
