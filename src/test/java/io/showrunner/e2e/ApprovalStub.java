package io.showrunner.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.showrunner.story.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A story that wants approval, as the API has it; somebody else changes its scenes once. */
final class ApprovalStub {
    static final String STORY = "story-to-approve";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String tag = "\"first\"";

    ApprovalStub(Page page) {
        page.route("**/api/stories/" + STORY, route -> answer(route, 200, story()));
        page.route("**/api/stories/" + STORY + "/timeline", route -> answer(route, 200, Map.of("scenes", List.of())));
        page.route("**/api/stories/" + STORY + "/files/story.json", route -> answer(route, 200, Map.of()));
        page.route("**/api/stories/" + STORY + "/scenes", this::scenes);
        page.route("**/api/stories/" + STORY + "/approve", route -> {
            note(route.request());
            answer(route, 200, Map.of("message", "approved"));
        });
    }

    /** Method, tag and body of what would have changed something. */
    List<String> requests() {
        return requests;
    }

    /** From now on what was read before is old. */
    void somebodyElseSaves() {
        tag = "\"second\"";
    }

    private void scenes(Route route) {
        if (!route.request().method().equals("PUT")) {
            answer(route, 200, words());
        } else if (!tag.equals(route.request().headerValue("if-match"))) {
            answer(route, 412, Map.of("detail", "Somebody else changed the scenes."));
        } else {
            note(route.request());
            tag = "\"third\"";
            answer(route, 200, words());
        }
    }

    private void note(Request request) {
        requests.add(request.method() + " " + request.headerValue("if-match") + " " + request.postData());
    }

    private void answer(Route route, int status, Object body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/json")
                .setHeaders(Map.of("ETag", tag))
                .setBody(Json.write(body)));
    }

    private static List<Map<String, String>> words() {
        return Stream.of("One", "Two", "Three")
                .map(title -> Map.of("sceneId", "scene-" + title, "title", title, "prompt", "A picture of " + title))
                .toList();
    }

    private static Map<String, Object> story() {
        return Map.of(
                "storyId",
                STORY,
                "state",
                "AWAITING_APPROVAL",
                "title",
                "To be looked at",
                "priority",
                "normal",
                "folder",
                "stories/" + STORY,
                "acceptedAt",
                "2026-01-01T00:00:00Z",
                "scenes",
                Map.of("total", 3, "written", 3, "waiting", 0, "running", 0, "published", 0, "failed", 0),
                "sceneList",
                List.of());
    }
}
