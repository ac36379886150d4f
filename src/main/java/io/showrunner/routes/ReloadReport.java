package io.showrunner.routes;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became of a change in the routes folder.
 *
 * @param added ids of routes that are new
 * @param removed ids of routes that are gone
 * @param swapped ids of routes that were stopped and started again with their new definition
 * @param refused why nothing was changed; empty when the change acts
 */
public record ReloadReport(
        SortedSet<String> added, SortedSet<String> removed, SortedSet<String> swapped, Optional<String> refused) {

    static ReloadReport refused(String why) {
        return new ReloadReport(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), Optional.of(why));
    }
}
