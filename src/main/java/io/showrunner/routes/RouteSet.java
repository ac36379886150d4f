package io.showrunner.routes;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The entries of all route files together, no two with the same name. */
final class RouteSet {
    /** No files at all: what runs before the first load. */
    static final RouteSet EMPTY = new RouteSet(Map.of());

    private final Map<String, RouteItem> items;

    private RouteSet(Map<String, RouteItem> items) {
        this.items = items;
    }

    /**
     * Takes the files apart.
     *
     * @throws RouteRefused when one is not a list of entries with ids, or two entries have the same name
     */
    static RouteSet parse(List<RouteFile> files) {
        Map<String, RouteItem> items = new LinkedHashMap<>();
        for (RouteFile file : files) {
            for (RouteItem item : RouteFileParser.parse(file)) {
                RouteItem other = items.putIfAbsent(item.key(), item);
                if (other != null) {
                    throw item.refused(
                            "the id is already used in " + other.file().path() + " line " + other.line());
                }
            }
        }
        return new RouteSet(items);
    }

    Collection<RouteItem> all() {
        return items.values();
    }

    Optional<RouteItem> find(String key) {
        return Optional.ofNullable(items.get(key));
    }

    Optional<RouteItem> template(String id) {
        return find(RouteItem.Kind.TEMPLATE.key() + " " + id);
    }

    /** Entries that are not in the other set, or differ there. */
    List<RouteItem> differentFrom(RouteSet other) {
        Predicate<RouteItem> same =
                item -> other.find(item.key()).filter(item::sameAs).isPresent();
        return items.values().stream().filter(same.negate()).toList();
    }
}
