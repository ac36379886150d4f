package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.story.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Show how far the stories are, newest first, or one story with its scenes. With --watch, follow"
                + " it, or all that are not at their end, until the end.")
final class StatusCommand extends ServerCommand {
    private final Cli cli;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A story; without it, all stories.")
    private String storyId;

    @Mixin
    private LimitOption limit;

    @Mixin
    private StoryFilterOptions filter;

    @Mixin
    private PatienceOption patience;

    @Option(names = "--watch", description = "Follow until the end; the exit code tells how it ended.")
    private boolean watch;

    StatusCommand(Cli cli) {
        super(cli);
        this.cli = cli;
    }

    @Override
    JsonNode ask(ApiClient api) throws IOException {
        String path =
                "/api/stories" + (storyId == null ? limit.query() + filter.query() : "/" + ApiClient.segment(storyId));
        JsonNode answer = api.get(path);
        if (!watch) {
            return answer;
        }
        List<JsonNode> ended = WatchedStories.follow(api, open(answer), cli.surroundings(), isJson(), patience);
        return storyId == null ? Json.mapper().createArrayNode().addAll(ended) : ended.get(0);
    }

    /** The story that was asked for, or all that are not at their end. */
    private List<String> open(JsonNode answer) {
        if (storyId != null) {
            return List.of(storyId);
        }
        List<String> ids = new ArrayList<>();
        answer.forEach(story -> {
            if (!StoryWatch.isAtItsEnd(story)) {
                ids.add(story.path("storyId").asText());
            }
        });
        return ids;
    }

    @Override
    ExitStatus outcome(JsonNode answer) {
        if (!watch) {
            return ExitStatus.DONE;
        }
        return ExitStatus.of(
                answer.isArray()
                        ? StreamSupport.stream(answer.spliterator(), false).toList()
                        : List.of(answer));
    }

    @Override
    List<String> headlines(ApiClient api) throws IOException {
        return storyId == null && !watch ? ForecastLines.of(api) : List.of();
    }

    @Override
    List<String> lines(JsonNode answer) {
        return answer.isArray() ? stories(answer) : story(answer);
    }

    private static List<String> stories(JsonNode stories) {
        TextTable table = new TextTable("STORY", "STATE", "PUBLISHED", "PRIORITY", "WORDS", "TITLE");
        for (JsonNode story : stories) {
            table.add(
                    story.path("storyId"),
                    TextNode.valueOf(state(story)),
                    TextNode.valueOf(published(story)),
                    story.path("priority"),
                    story.path("storySource"),
                    story.path("title"));
        }
        return stories.isEmpty() ? List.of("no stories") : table.lines();
    }

    private static List<String> story(JsonNode story) {
        List<String> lines = new ArrayList<>();
        lines.add(Terminal.plain(
                story.path("storyId").asText() + "  " + story.path("state").asText() + ", "
                        + written(story) + published(story) + " scenes published, priority "
                        + story.path("priority").asText()));
        if (story.path("message").isTextual()) {
            lines.add(Terminal.plain(story.path("message").asText()));
        }
        words(story, lines);
        JsonNode writing = story.path("writing");
        if (writing.isObject()) {
            lines.add(Terminal.plain(writing.path("provider").asText() + " writes the "
                    + writing.path("part").asText() + ": "
                    + writing.path("tokens").asText() + " tokens in "
                    + writing.path("seconds").asText() + " s, "
                    + writing.path("scenes").asText()
                    + " scenes taken"));
        }
        JsonNode eta = story.path("eta");
        if (eta.isObject()) {
            lines.add("done about " + TextTable.toTheSecond(eta.path("p50")).asText() + ", by "
                    + TextTable.toTheSecond(eta.path("p90")).asText() + " in 9 of 10 cases ("
                    + Terminal.plain(eta.path("basis").asText() + "; "
                            + eta.path("lastWrong").asText()) + ")");
        }
        delivery(story, lines);
        lines.add(Terminal.plain(story.path("folder").asText()));
        TextTable table = new TextTable("SCENE", "STATE", "ATTEMPTS", "TITLE", "MESSAGE");
        for (JsonNode scene : story.path("sceneList")) {
            table.add(
                    scene.path("sceneId"),
                    scene.path("state"),
                    scene.path("attempts"),
                    scene.path("title"),
                    message(scene));
        }
        if (!story.path("sceneList").isEmpty()) {
            lines.addAll(table.lines());
        }
        return lines;
    }

    /** Whose words they are, and what is to be known of them. */
    private static void words(JsonNode story, List<String> lines) {
        if (story.path("storySource").isTextual()) {
            lines.add(Terminal.plain("words from: " + story.path("storySource").asText()));
        }
        for (JsonNode warning : story.path("warnings")) {
            lines.add(Terminal.plain("  " + warning.asText()));
        }
    }

    private static void delivery(JsonNode story, List<String> lines) {
        JsonNode delivery = story.path("delivery");
        if (delivery.isObject()) {
            String since = delivery.path("since").isTextual()
                    ? ", since " + TextTable.toTheSecond(delivery.path("since")).asText()
                    : "";
            lines.add(Terminal.plain(delivery.path("message").asText() + since));
            for (JsonNode file : delivery.path("files")) {
                lines.add(Terminal.plain("  " + story.path("folder").asText() + "/" + file.asText()));
            }
        }
    }

    /** Of a scene that is being executed, how many of its frames are here already. */
    private static JsonNode message(JsonNode scene) {
        JsonNode staged = scene.path("framesStaged");
        return staged.isObject()
                ? TextNode.valueOf(staged.path("count").asInt() + " frames here, newest "
                        + staged.path("newest").asText())
                : scene.path("message");
    }

    private static String state(JsonNode story) {
        String state = story.path("state").asText();
        return isBeingWritten(story) ? state + " " + of("written", story) : state;
    }

    private static String written(JsonNode story) {
        return isBeingWritten(story) ? of("written", story) + " scenes written, " : "";
    }

    private static boolean isBeingWritten(JsonNode story) {
        return story.path("state").asText().equals("WRITING");
    }

    private static String published(JsonNode story) {
        return of("published", story);
    }

    private static String of(String count, JsonNode story) {
        JsonNode scenes = story.path("scenes");
        return scenes.path(count).asText() + "/" + scenes.path("total").asText();
    }
}
