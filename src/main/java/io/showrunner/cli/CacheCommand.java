package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cache", description = "What a running Showrunner keeps to use again: list it (default), or clear it.")
final class CacheCommand extends ServerGroup {
    private static final String PATH = "/api/caches";

    CacheCommand(Cli cli) {
        super(cli);
    }

    @Command(name = "list", description = "How much the caches of prompts and scenes hold, and how often it was found.")
    @Override
    int list() throws IOException {
        JsonNode caches = api().get(PATH);
        if (json) {
            return print(caches);
        }
        caches.forEach(this::show);
        return 0;
    }

    @Command(name = "clear", description = "Empty them; what is needed is written or rendered anew.")
    int clear(@Parameters(arity = "1..*", paramLabel = "CACHE", description = "prompts or scenes") List<String> names)
            throws IOException {
        for (String name : names) {
            JsonNode cache = api().delete(PATH + "/" + ApiClient.segment(name));
            if (json) {
                print(cache);
            } else {
                show(cache);
            }
        }
        return 0;
    }

    private void show(JsonNode cache) {
        say(String.join(
                "  ",
                cache.path("name").asText(),
                cache.path("entries").asText("unknown") + " entries",
                megabytes(cache.path("bytes")),
                cache.path("hits").asText() + " hits, " + cache.path("misses").asText() + " misses",
                cache.path("place").asText(),
                cache.path("state").asText()));
    }

    private static String megabytes(JsonNode bytes) {
        return bytes.isNumber() ? String.format(Locale.ROOT, "%.1f MB", bytes.asLong() / 1_048_576.0) : "unknown size";
    }
}
