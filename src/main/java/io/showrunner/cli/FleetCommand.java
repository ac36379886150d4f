package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fleet",
        description = "The ComfyUI servers of a running Showrunner: list them (default), show, add, drain or remove"
                + " one.")
final class FleetCommand extends ServerGroup {
    private static final String PATH = "/api/fleet";
    private static final String ID = "ID";

    FleetCommand(Cli cli) {
        super(cli);
    }

    @Command(
            name = "list",
            description = "List them: state, prompts of ours, queue, free memory, busy time, breaker, why not UP.")
    @Override
    int list() throws IOException {
        JsonNode fleet = api().get(PATH);
        if (json) {
            return print(fleet);
        }
        JsonNode alert = fleet.path("alert");
        if (alert.isObject()) {
            say(alert.path("severity").asText() + ": " + alert.path("message").asText());
        }
        TextTable table = new TextTable(
                "ID", "STATE", "SLOTS", "QUEUE", "FREE MB", "BUSY", "BREAKER", "CARD", "SOURCE", "URL", "WHY");
        fleet.path("instances").forEach(instance -> row(table, instance));
        table.lines().forEach(this::say);
        fleet.path("removed")
                .forEach(gone -> say(gone.path("id").asText() + " of the configuration is not used; removed "
                        + gone.path("since").asText()));
        return 0;
    }

    private static void row(TextTable table, JsonNode instance) {
        table.add(
                instance.path("id"),
                instance.path("state"),
                TextNode.valueOf(instance.path("leases").asText() + "/"
                        + instance.path("slots").asText()),
                instance.path("remoteDepth"),
                instance.path("vramFree"),
                new GpuTimeText(instance.path("gpuTime")).busy(),
                instance.path("breaker").path("state"),
                TextNode.valueOf(instance.path("card").asText("own")),
                TextNode.valueOf(instance.path("source").asText().replaceFirst(" at run time.*", "")),
                instance.path("url"),
                instance.path("message"));
    }

    @Command(name = "show", description = "Everything that is known of one server.")
    int show(@Parameters(paramLabel = ID) String id) throws IOException {
        JsonNode instance = api().get(path(id));
        return json ? print(instance) : fields(instance);
    }

    @Command(name = "idle", description = "What became of each GPU's time since the start, and why it was idle.")
    int idle() throws IOException {
        JsonNode fleet = api().get(PATH);
        if (json) {
            ObjectNode times = Json.mapper().createObjectNode();
            fleet.path("instances")
                    .forEach(instance -> times.set(instance.path("id").asText(), instance.path("gpuTime")));
            return print(times);
        }
        TextTable table = new TextTable("ID", "NOW", "IN", "BUSY", "IDLE");
        fleet.path("instances").forEach(instance -> {
            GpuTimeText time = new GpuTimeText(instance.path("gpuTime"));
            table.add(instance.path("id"), time.now(), time.since(), time.busy(), time.idle());
        });
        table.lines().forEach(this::say);
        return 0;
    }

    @Command(name = "samples", description = "How the servers were lately: memory in use and queue, oldest first.")
    int samples() throws IOException {
        JsonNode samples = api().get("/api/fleet-samples");
        if (json) {
            return print(samples);
        }
        TextTable table = new TextTable("ID", "AT", "USED MB", "QUEUE");
        samples.properties().forEach(server -> server.getValue()
                .forEach(sample -> table.add(
                        TextNode.valueOf(server.getKey()),
                        TextTable.toTheSecond(sample.path("at")),
                        sample.path("vramUsed"),
                        sample.path("depth"))));
        table.lines().forEach(this::say);
        return 0;
    }

    @Command(name = "add", description = "Add a server; it gets scenes once it has answered.")
    int add(
            @Parameters(paramLabel = ID, description = "Its name: lower-case letters, digits, hyphens.") String id,
            @Parameters(paramLabel = "URL", description = "Where its HTTP API answers.") String url,
            @Option(names = "--slots", defaultValue = "2", description = "Prompts kept there: one runs, the rest wait.")
                    int slots,
            @Option(names = "--output-directory", description = "Its output folder, when the Showrunner can read it.")
                    Path folder)
            throws IOException {
        ObjectNode body =
                Json.mapper().createObjectNode().put("id", id).put("url", url).put("slots", slots);
        if (folder != null) {
            body.put("outputDirectory", cli.path(folder).toString());
        }
        return said(api().post(PATH, "application/json", Json.pretty(body)), "added");
    }

    @Command(name = "remove", description = "Remove a server that is drained and empty.")
    int remove(@Parameters(paramLabel = ID) String id) throws IOException {
        api().delete(path(id));
        if (!json) {
            say(id + "  removed");
        }
        return 0;
    }

    @Command(name = "drain", description = "Give a server no more scenes, also after a restart; what it has goes on.")
    int drain(@Parameters(paramLabel = ID) String id) throws IOException {
        return act(id, "drain", "gets no more scenes");
    }

    @Command(name = "resume", description = "Give a drained server scenes again.")
    int resume(@Parameters(paramLabel = ID) String id) throws IOException {
        return act(id, "resume", "gets scenes again");
    }

    @Command(name = "free", description = "Have a server unload its models and clear its cache.")
    int free(@Parameters(paramLabel = ID) String id) throws IOException {
        return act(id, "free", "was asked to free its memory");
    }

    @Command(name = "probe", description = "Ask a server now how it is.")
    int probe(@Parameters(paramLabel = ID) String id) throws IOException {
        return act(id, "probe", "was asked");
    }

    @Command(name = "reset-breaker", description = "Close the breaker of a server that is mended.")
    int resetBreaker(@Parameters(paramLabel = ID) String id) throws IOException {
        return act(id, "reset-breaker", "has its breaker closed");
    }

    private int act(String id, String action, String what) throws IOException {
        return said(api().post(path(id) + "/" + action), what);
    }

    private int said(JsonNode instance, String what) {
        if (json) {
            return print(instance);
        }
        JsonNode why = instance.path("message");
        say(instance.path("id").asText() + "  " + what + "; "
                + instance.path("state").asText()
                + (why.isTextual() ? ": " + why.asText() : ""));
        return 0;
    }

    private static String path(String id) {
        return PATH + "/" + ApiClient.segment(id);
    }
}
