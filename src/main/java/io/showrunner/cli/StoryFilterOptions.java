package io.showrunner.cli;

import io.showrunner.story.StoryState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Which stories a list is about: a mixin. */
final class StoryFilterOptions {
    @Option(names = "--state", description = "Only stories in this state, such as FINISHED.")
    private StoryState state;

    @Option(names = "--genre", description = "Only stories of this genre.")
    private String genre;

    @Option(names = "--owner", description = "Only stories whose brief came with the token of this name.")
    private String owner;

    @Option(names = "--text", description = "Only stories with this in an id, the title or the premise.")
    private String text;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those accepted then or later, such as" + " 2026-11-26T08:00:00Z.")
    private Instant since;

    /** What follows in a query that has begun. */
    String query() {
        return part("state", state)
                + part("genre", genre)
                + part("owner", owner)
                + part("text", text)
                + part("since", since);
    }

    private static String part(String name, Object value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
