package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Shows stories as a server tells of them: one with each of its scenes, several with a bar each. Not thread-safe. */
final class StoryProgressView {
    private static final String WHOLE = "";

    private final ProgressView view;
    private final boolean live;
    private final boolean withScenes;
    private final Clock clock;
    private final Map<String, Integer> frames = new HashMap<>();
    private final Map<String, String> told = new HashMap<>();

    /**
     * @param live whether what is shown is drawn anew, so that it may say how long it still takes at any time
     * @param withScenes whether scenes are shown too
     */
    StoryProgressView(ProgressView view, boolean live, boolean withScenes, Clock clock) {
        this.view = view;
        this.live = live;
        this.withScenes = withScenes;
        this.clock = clock;
    }

    /** @param running what the server says of the scenes that are rendered now */
    void show(JsonNode story, JsonNode running, ApiClient api) throws IOException {
        String storyId = story.path("storyId").asText();
        JsonNode scenes = story.path("scenes");
        int total = scenes.path("total").asInt();
        if (live && total > 0) {
            view.scene(storyId, WHOLE, title(story), total);
            view.update(storyId, WHOLE, scenes.path("published").asInt(), state(story) + left(story));
        } else {
            tell(story);
        }
        if (withScenes) {
            showScenes(story, running, api);
        }
    }

    /** Says what is to be known of the words of a story that has ended, such as that no model wrote them. */
    void warn(JsonNode story) {
        for (JsonNode warning : story.path("warnings")) {
            view.line(Terminal.plain(story.path("storyId").asText() + ": " + warning.asText()));
        }
    }

    private void showScenes(JsonNode story, JsonNode running, ApiClient api) throws IOException {
        String storyId = story.path("storyId").asText();
        if (story.path("sceneList").size() > frames.size()) {
            api.get("/api/stories/" + ApiClient.segment(storyId) + "/scenes")
                    .forEach(scene -> frames.put(
                            scene.path("sceneId").asText(),
                            Math.max(1, scene.path("expectedFrames").asInt())));
        }
        for (JsonNode scene : story.path("sceneList")) {
            String sceneId = scene.path("sceneId").asText();
            int total = frames.getOrDefault(sceneId, 1);
            JsonNode render = render(running, storyId, sceneId);
            view.scene(storyId, sceneId, scene.path("title").asText(), total);
            view.update(storyId, sceneId, done(scene, render, total), sceneWords(scene, render));
        }
    }

    private static JsonNode render(JsonNode running, String storyId, String sceneId) {
        for (JsonNode scene : running) {
            if (scene.path("storyId").asText().equals(storyId)
                    && scene.path("sceneId").asText().equals(sceneId)) {
                return scene;
            }
        }
        return running.path(Integer.MAX_VALUE);
    }

    /** A scene is whole when it is published, and not before. */
    private static int done(JsonNode scene, JsonNode render, int total) {
        if (scene.path("state").asText().equals("PUBLISHED")) {
            return total;
        }
        int rendered = (int) (render.path("progress").asDouble() * total);
        return Math.min(
                total - 1, Math.max(rendered, scene.at("/framesStaged/count").asInt()));
    }

    private static String sceneWords(JsonNode scene, JsonNode render) {
        String state = inWords(scene.path("state"));
        return switch (state) {
            case "running" ->
                render.isMissingNode()
                        ? state
                        : (render.path("executing").asBoolean() ? "rendering on " : "waits on ")
                                + render.path("instance").asText();
            case "failed" -> "failed: " + scene.path("message").asText("no reason is known");
            default -> state;
        };
    }

    private static String title(JsonNode story) {
        String id = story.path("storyId").asText();
        return story.path("title").isTextual() ? id + " " + story.path("title").asText() : id;
    }

    private static String state(JsonNode story) {
        String writer = story.at("/writing/provider").asText();
        return inWords(story.path("state")) + (writer.isEmpty() ? "" : " by " + writer);
    }

    private static String inWords(JsonNode state) {
        return state.asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String left(JsonNode story) {
        String when = story.at("/eta/p50").asText();
        if (when.isEmpty()) {
            return "";
        }
        Duration left = Duration.between(clock.instant(), Instant.parse(when));
        return left.isNegative() ? ", done soon" : ", about " + words(left) + " left";
    }

    private static String words(Duration left) {
        return left.toMinutes() == 0
                ? left.toSeconds() + " s"
                : (left.toHours() > 0 ? left.toHours() + " h " : "") + left.toMinutesPart() + " min";
    }

    /** A line whenever something has happened to the story. */
    private void tell(JsonNode story) {
        String what = state(story) + ", " + story.at("/scenes/published").asText() + "/"
                + story.at("/scenes/total").asText() + " scenes";
        if (!what.equals(told.put(story.path("storyId").asText(), what))) {
            view.line(Terminal.plain(title(story) + ": " + what + left(story)));
        }
    }
}
