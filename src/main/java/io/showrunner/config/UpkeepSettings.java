package io.showrunner.config;

import java.time.Duration;

/**
 * How the application looks after itself: {@code showrunner.disk.*}, {@code showrunner.health.*}, {@code
 * showrunner.start.*}, {@code showrunner.retention.*}.
 *
 * @param minFreeDisk bytes that must be free before new work is taken; 0 never holds it
 * @param diskCheckInterval between two looks at the free space
 * @param healthReportInterval between two health reports
 * @param keepLast stories that are kept in any case, those that ended last; 0 for no such rule
 * @param keepDays days that an ended story is kept in any case; 0 for no such rule
 */
public record UpkeepSettings(
        long minFreeDisk,
        Duration diskCheckInterval,
        Duration healthReportInterval,
        AfterCrash afterCrash,
        int keepLast,
        int keepDays) {

    /** What a start does after a run that ended without a stop. */
    public enum AfterCrash {
        /** Goes on at once. */
        RESUME,
        /** Holds writing and rendering until a person resumes them. */
        PAUSE
    }
}
