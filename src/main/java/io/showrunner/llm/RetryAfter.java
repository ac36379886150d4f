package io.showrunner.llm;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The Retry-After header: seconds or an HTTP date. What cannot be read counts as not said. */
final class RetryAfter {
    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    static Duration parse(String header, Clock clock) {
        String text = header == null ? "" : header.strip();
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(text));
        }
        try {
            Duration ahead = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return ahead.isNegative() ? Duration.ZERO : ahead;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
