package io.showrunner.forecast;

import java.time.Instant;

/**
 * When something will be done.
 *
 * @param p50 by then in half of all cases
 * @param p90 by then in nine of ten
 * @param basis what this rests on, in words
 */
public record Eta(Instant p50, Instant p90, String basis) {
    static Eta of(Instant now, Quantiles secondsFromNow, String basis) {
        return new Eta(
                now.plus(Seconds.toDuration(secondsFromNow.p50())),
                now.plus(Seconds.toDuration(secondsFromNow.p90())),
                basis);
    }
}
