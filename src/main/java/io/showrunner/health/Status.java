package io.showrunner.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Locale;

/** How well a component does its work (K5). */
public enum Status {
    OK,
    /** It works, but not all of it or not as configured. */
    DEGRADED,
    FAILED;

    /** The lower-case word of reports. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a whole of which one working part is enough. */
    static Status ofWhole(Collection<Status> parts) {
        if (parts.stream().allMatch(part -> part == OK)) {
            return OK;
        }
        return parts.stream().allMatch(part -> part == FAILED) ? FAILED : DEGRADED;
    }
}
