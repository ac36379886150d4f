package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How soon a scene is wanted (M11), and the JMS priority that says so on the wire. */
public enum Priority {
    HIGH(7),
    NORMAL(4),
    LOW(1);

    private final int onTheWire;

    Priority(int onTheWire) {
        this.onTheWire = onTheWire;
    }

    /** The JMS priority, 0 (last) to 9 (first); 9 itself is kept for scenes moved to the front. */
    public int onTheWire() {
        return onTheWire;
    }

    /** Reads the lower-case word of a brief. */
    @JsonCreator
    public static Priority of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The lower-case word of a brief. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
