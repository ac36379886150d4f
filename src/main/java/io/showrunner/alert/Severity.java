package io.showrunner.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How urgent an alert is: CRITICAL wakes somebody up, WARNING is for the morning. */
public enum Severity {
    CRITICAL,
    WARNING;

    /** As monitoring programs write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
