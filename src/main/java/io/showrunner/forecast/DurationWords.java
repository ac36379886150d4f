package io.showrunner.forecast;

import java.time.Duration;

/** Times as people say them: {@code 45s}, {@code 3m50s}, {@code 2h05m}, {@code 3d04h}. */
public final class DurationWords {
    private DurationWords() {}

    /** To the second below an hour, to the minute below a day, else to the hour. */
    public static String of(Duration time) {
        Duration rounded = time.plusMillis(500);
        if (rounded.toMinutes() == 0) {
            return rounded.toSeconds() + "s";
        }
        if (rounded.toHours() == 0) {
            return "%dm%02ds".formatted(rounded.toMinutes(), rounded.toSecondsPart());
        }
        return rounded.toDays() == 0
                ? "%dh%02dm".formatted(rounded.toHours(), rounded.toMinutesPart())
                : "%dd%02dh".formatted(rounded.toDays(), rounded.toHoursPart());
    }
}
