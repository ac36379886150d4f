package io.showrunner.routes;

import io.showrunner.routes.RouteItem.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What has to be taken out and put in to get from one set of routes to another: the entries that changed, the routes
 * that use a changed configuration, template or bean, and nothing else.
 */
final class RoutePlan {
    /** A route as it starts and stops, whatever it is made of. */
    record Unit(String routeId, boolean bringsWork, RouteItem origin, Optional<TemplatedRoutes.Instance> instance) {}

    private final List<RouteItem> partsOut;
    private final List<RouteItem> partsIn;
    private final List<Unit> unitsOut;
    private final List<Unit> unitsIn;

    private RoutePlan(List<RouteItem> partsOut, List<RouteItem> partsIn, List<Unit> unitsOut, List<Unit> unitsIn) {
        this.partsOut = partsOut;
        this.partsIn = partsIn;
        this.unitsOut = unitsOut;
        this.unitsIn = unitsIn;
    }

    static RoutePlan between(RouteSet before, RouteSet after, TemplatedRoutes templates) {
        List<RouteItem> gone = before.differentFrom(after);
        List<RouteItem> fresh = after.differentFrom(before);
        List<RouteItem> changed = Stream.concat(gone.stream(), fresh.stream()).toList();
        return new RoutePlan(
                parts(gone)
                        .sorted(Comparator.comparing(RouteItem::kind).reversed())
                        .toList(),
                parts(fresh).sorted(Comparator.comparing(RouteItem::kind)).toList(),
                units(before, changed, templates),
                units(after, changed, templates));
    }

    private static Stream<RouteItem> parts(List<RouteItem> items) {
        return items.stream().filter(item -> !item.isRoute());
    }

    /** The routes of the set that are among the changed entries or made with one of them. */
    private static List<Unit> units(RouteSet set, List<RouteItem> changed, TemplatedRoutes templates) {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (RouteItem item : set.all()) {
            if (item.isRoute() && isTouched(item, set, changed)) {
                units.put(item.id(), new Unit(item.id(), bringsWork(item, set), item, Optional.empty()));
            }
            if (item.kind() == Kind.TEMPLATE && isTouched(item, set, changed)) {
                templates
                        .of(item.id())
                        .forEach(made -> units.put(
                                made.routeId(), new Unit(made.routeId(), item.bringsWork(), item, Optional.of(made))));
            }
        }
        List<Unit> ordered = new ArrayList<>(units.values());
        ordered.sort(Comparator.comparing(Unit::bringsWork));
        return ordered;
    }

    private static boolean isTouched(RouteItem item, RouteSet set, List<RouteItem> changed) {
        Stream<RouteItem> bases = Stream.concat(Stream.of(item), templateOf(item, set).stream());
        return bases.anyMatch(
                base -> changed.stream().anyMatch(other -> other.key().equals(base.key()) || base.dependsOn(other)));
    }

    private static boolean bringsWork(RouteItem item, RouteSet set) {
        return templateOf(item, set).orElse(item).bringsWork();
    }

    private static Optional<RouteItem> templateOf(RouteItem item, RouteSet set) {
        return item.kind() == Kind.TEMPLATED_ROUTE
                ? item.uses().stream().findFirst().flatMap(set::template)
                : Optional.empty();
    }

    /** Beans, configurations and templates to be taken out, users before what they use. */
    List<RouteItem> partsOut() {
        return partsOut;
    }

    /** Beans, configurations and templates to be put in, users after what they use. */
    List<RouteItem> partsIn() {
        return partsIn;
    }

    /** Routes to be stopped, in this order: those that bring work in first. */
    List<Unit> unitsOut() {
        List<Unit> reversed = new ArrayList<>(unitsOut);
        reversed.sort(Comparator.comparing(Unit::bringsWork).reversed());
        return reversed;
    }

    /** Routes to be started, in this order: those that bring work in last. */
    List<Unit> unitsIn() {
        return unitsIn;
    }

    boolean isEmpty() {
        return partsOut.isEmpty() && partsIn.isEmpty() && unitsOut.isEmpty() && unitsIn.isEmpty();
    }

    ReloadReport report() {
        SortedSet<String> out = ids(unitsOut);
        SortedSet<String> in = ids(unitsIn);
        SortedSet<String> swapped = new TreeSet<>(in);
        swapped.retainAll(out);
        out.removeAll(swapped);
        in.removeAll(swapped);
        return new ReloadReport(in, out, swapped, Optional.empty());
    }

    private static SortedSet<String> ids(List<Unit> units) {
        SortedSet<String> ids = new TreeSet<>();
        units.forEach(unit -> ids.add(unit.routeId()));
        return ids;
    }
}
