package io.showrunner.writer;

import java.util.ArrayList;
import java.util.List;

/**
 * What a premise names, in its order: phrases such as "hidden ledger", in lower case and without an article; a place with a
 * name of its own, such as "Paris", keeps its capital. Each list may be empty.
 *
 * @param people who acts, the one it is about first
 * @param places where it is, the likeliest first
 * @param things that a camera can see
 */
record PremiseWorld(List<String> people, List<String> places, List<String> things) {
    PremiseWorld {
        people = List.copyOf(people);
        places = List.copyOf(places);
        things = List.copyOf(things);
    }

    /** Together with the things of other texts. */
    PremiseWorld with(PremiseWorld other) {
        List<String> more = new ArrayList<>(things);
        other.things().stream().filter(thing -> !more.contains(thing)).forEach(more::add);
        List<String> everywhere = new ArrayList<>(places);
        everywhere.addAll(other.places());
        return new PremiseWorld(people, everywhere, more);
    }
}
