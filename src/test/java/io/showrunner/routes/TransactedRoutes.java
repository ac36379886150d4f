package io.showrunner.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.routes.RouteText.Body;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a route takes from a queue and what it sends is one transaction only while it stays on its thread. Finds every
 * step that leaves the thread in the routes that take from a queue and in all they call. A split may go on other threads
 * when its own thread waits for them ({@code synchronous}) and when nothing that it does can send to a queue.
 */
final class TransactedRoutes {
    private final List<Body> bodies;
    private final Map<String, JsonNode> configurations;
    private final Set<String> violations = new LinkedHashSet<>();

    private TransactedRoutes(List<RouteText> files) {
        bodies = files.stream().flatMap(file -> file.bodies().stream()).toList();
        configurations = files.stream()
                .flatMap(file -> file.configurations().stream())
                .collect(Collectors.toMap(each -> each.path("id").asText(), each -> each, (a, b) -> a));
    }

    /** One line for each step that leaves the thread: file, id, rule. */
    static List<String> violations(List<RouteText> files) {
        TransactedRoutes routes = new TransactedRoutes(files);
        routes.reached(routes.bodies.stream()
                        .filter(body -> body.from().startsWith("jms:"))
                        .toList())
                .forEach(routes::check);
        return List.copyOf(routes.violations);
    }

    private Set<Body> reached(List<Body> first) {
        Set<Body> reached = new LinkedHashSet<>();
        Deque<Body> open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            Body body = open.pop();
            if (reached.add(body)) {
                called(body).forEach(open::push);
            }
        }
        return reached;
    }

    private Stream<Body> called(Body body) {
        return called(Stream.concat(Stream.of(body.route()), configurationsOf(body)));
    }

    private Stream<Body> called(Stream<JsonNode> trees) {
        List<String> targets = trees.flatMap(tree -> uris(tree, "direct:").stream())
                .map(TransactedRoutes::stem)
                .toList();
        return bodies.stream().filter(other -> targets.contains(stem(other.from())));
    }

    private static List<String> uris(JsonNode tree, String scheme) {
        List<String> uris = new ArrayList<>();
        RouteText.walk(tree, (key, value) -> {
            if (value.isTextual() && value.asText().startsWith(scheme)) {
                uris.add(value.asText());
            }
        });
        return uris;
    }

    private boolean canSendToAQueue(JsonNode steps) {
        Set<Body> reached = reached(called(Stream.of(steps)).toList());
        return !uris(steps, "jms:").isEmpty()
                || reached.stream()
                        .flatMap(body -> Stream.concat(Stream.of(body.route()), configurationsOf(body)))
                        .anyMatch(tree -> !uris(tree, "jms:").isEmpty());
    }

    private Stream<JsonNode> configurationsOf(Body body) {
        return Stream.of(body.route().path("routeConfigurationId").asText().split(","))
                .map(String::strip)
                .filter(configurations::containsKey)
                .map(configurations::get);
    }

    private void check(Body body) {
        Stream.concat(Stream.of(body.route()), configurationsOf(body))
                .forEach(tree -> RouteText.walk(tree, (key, value) -> check(body, key, value)));
    }

    private void check(Body body, String key, JsonNode value) {
        if (value.has("parallelProcessing") && !isFalse(value.path("parallelProcessing"))) {
            boolean waits =
                    key.equals("split") && value.path("synchronous").asText().equals("true");
            forbid(body, !waits, "parallelProcessing without synchronous: true");
            forbid(body, waits && canSendToAQueue(value.path("steps")), "parallelProcessing that can send to a queue");
        }
        switch (key) {
            case "delay" ->
                forbid(
                        body,
                        value.isObject() && !isFalse(value.path("asyncDelayed")),
                        "delay without asyncDelayed: false");
            case "threads", "wireTap" -> forbid(body, true, key);
            case "timeoutEnabled", "asyncDelayedRedelivery" -> forbid(body, !isFalse(value), key);
            case "asyncDelayed" -> forbid(body, !isFalse(value), key);
            case "uri", "to", "toD" -> forbid(body, value.asText().startsWith("seda:"), "a send to " + value.asText());
            default -> {
                // Stays on its thread.
            }
        }
    }

    private void forbid(Body body, boolean found, String what) {
        if (found) {
            violations.add(
                    body.text().file() + ": " + body.id() + ": a transaction must not leave its thread: " + what);
        }
    }

    private static boolean isFalse(JsonNode value) {
        return value.asText().equals("false");
    }

    private static String stem(String uri) {
        return uri.replaceFirst("(\\{\\{|\\$\\{|\\?).*", "");
    }
}
