package io.showrunner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** What a request wants to happen. A word that means nothing is answered with those that mean something. */
final class ControlRequest {
    private static final String ALL = "all";
    private static final List<Action> ACTIONS = Stream.of(Action.values())
            .filter(action -> action != Action.PRIORITISE)
            .toList();
    private static final List<Action> STAGE_ACTIONS = List.of(Action.PAUSE, Action.RESUME);

    private ControlRequest() {}

    /** A change of the story of the path. */
    static Control changeStory(Exchange exchange) {
        return new Control(action(exchange, ACTIONS), storyId(exchange), null, null);
    }

    /** A change of the scene of the path. */
    static Control changeScene(Exchange exchange) {
        return new Control(action(exchange, ACTIONS), storyId(exchange), sceneId(exchange), null);
    }

    /** Another priority for the story of the path. */
    static Control prioritiseStory(Exchange exchange) {
        return new Control(Action.PRIORITISE, storyId(exchange), null, priority(exchange));
    }

    /** Another priority for the scene of the path. */
    static Control prioritiseScene(Exchange exchange) {
        return new Control(Action.PRIORITISE, storyId(exchange), sceneId(exchange), priority(exchange));
    }

    /** The stages of the path: one, or all of them. */
    static List<Stage> stages(Exchange exchange) {
        String word = RequestValues.path(exchange, "stage");
        return word.equals(ALL)
                ? List.of(Stage.values())
                : Stage.find(word).map(List::of).orElseThrow(() -> bad("stage", Stage.words() + ", " + ALL));
    }

    /** True to pause stages, false to resume them. */
    static boolean isPause(Exchange exchange) {
        return action(exchange, STAGE_ACTIONS) == Action.PAUSE;
    }

    private static String storyId(Exchange exchange) {
        return RequestValues.path(exchange, "storyId");
    }

    private static String sceneId(Exchange exchange) {
        return RequestValues.path(exchange, "sceneId");
    }

    private static Action action(Exchange exchange, List<Action> allowed) {
        return find(RequestValues.path(exchange, "action"), "action", allowed, ControlRequest::word);
    }

    private static Priority priority(Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        return find(priority(body), "priority", Arrays.asList(Priority.values()), Priority::word);
    }

    private static String priority(String body) {
        try {
            JsonNode priority = Json.mapper().readTree(body == null ? "" : body).path("priority");
            return priority.asText();
        } catch (JsonProcessingException e) {
            throw new BadRequest("unreadable body", "Send JSON such as {\"priority\": \"high\"}.");
        }
    }

    private static <T> T find(String word, String what, List<T> allowed, Function<T, String> words) {
        return allowed.stream()
                .filter(each -> words.apply(each).equals(word))
                .findFirst()
                .orElseThrow(() -> bad(what, allowed.stream().map(words).collect(Collectors.joining(", "))));
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static BadRequest bad(String what, String words) {
        return new BadRequest("unknown " + what, what + ": it must be one of " + words + ".");
    }
}
