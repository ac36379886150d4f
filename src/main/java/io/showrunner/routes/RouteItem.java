package io.showrunner.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * One entry of a route file: a route, a template, a configuration. Two items with equal fingerprints mean the same,
 * however they are indented and commented.
 *
 * @param id of the route, template or configuration; for beans their names
 * @param line of its first key, counted from 1
 * @param alone the text of its file with every other entry blanked, so that line numbers stay true
 * @param from the endpoint the route takes from; empty when it takes from none
 * @param uses ids of the configurations, or of the template, it is made with
 */
record RouteItem(
        Kind kind,
        String id,
        RouteFile file,
        int line,
        String alone,
        String fingerprint,
        String from,
        List<String> uses) {

    /** In the order in which they are loaded: what is used comes first. */
    enum Kind {
        BEANS("beans"),
        CONFIGURATION("routeConfiguration"),
        TEMPLATE("routeTemplate"),
        ROUTE("route"),
        TEMPLATED_ROUTE("templatedRoute");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        static Optional<Kind> of(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
        }

        static List<String> keys() {
            return Arrays.stream(values()).map(kind -> kind.key).toList();
        }
    }

    /** What makes it one of its kind: one name per kind, routes and routes from templates sharing theirs. */
    String key() {
        return (isRoute() ? Kind.ROUTE : kind).key + " " + id;
    }

    /** True when it is a route when loaded, which starts and stops. */
    boolean isRoute() {
        return kind == Kind.ROUTE || kind == Kind.TEMPLATED_ROUTE;
    }

    /** True when nothing else of ours sends to it: it brings work in from outside. */
    boolean bringsWork() {
        return !from.startsWith("direct:");
    }

    /** Ids of the configurations it asks for by their full names, patterns left out. */
    List<String> configurations() {
        return kind == Kind.ROUTE || kind == Kind.TEMPLATE
                ? uses.stream()
                        .filter(id -> !id.contains("*") && !id.contains("{{"))
                        .toList()
                : List.of();
    }

    boolean sameAs(RouteItem other) {
        return kind == other.kind && fingerprint.equals(other.fingerprint);
    }

    /** True when a change of the given configuration, template or beans changes what this item does. */
    boolean dependsOn(RouteItem other) {
        return switch (other.kind) {
            case CONFIGURATION ->
                kind != Kind.TEMPLATED_ROUTE
                        && uses.stream().anyMatch(pattern -> PatternHelper.matchPattern(other.id, pattern));
            case TEMPLATE -> kind == Kind.TEMPLATED_ROUTE && uses.contains(other.id);
            case BEANS ->
                kind != Kind.BEANS && Arrays.stream(other.id.split(",")).anyMatch(name -> fingerprint.contains(name));
            case ROUTE, TEMPLATED_ROUTE -> false;
        };
    }

    Resource resource() {
        return ResourceHelper.fromString("file:" + file.path(), alone);
    }

    RouteRefused refused(String why) {
        return new RouteRefused(file.path(), line, key(), why);
    }
}
