package io.showrunner.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * {@code showrunner.card.*}: graphics cards that a ComfyUI server shares with language models.
 *
 * @param shares ids of the ComfyUI servers by the ids of the language models that share their cards; empty when none does
 * @param patience how long one of them may wait before the other gives up the card
 * @param leaveTimeout how long it may take until what was told to leave the card says that it has
 * @param settle how long the memory may take after that
 * @param clearedVram bytes that are free on a cleared card; null for three quarters of it
 */
public record CardSettings(
        Map<String, String> shares, Duration patience, Duration leaveTimeout, Duration settle, Long clearedVram) {

    /** Refuses negative times; keeps a copy of the map. */
    public CardSettings {
        shares = Map.copyOf(shares);
        Settings.notNegative(patience, "patience");
        Settings.notNegative(leaveTimeout, "leaveTimeout");
        Settings.notNegative(settle, "settle");
        if (clearedVram != null && clearedVram < 0) {
            throw new IllegalArgumentException("clearedVram must not be negative: " + clearedVram);
        }
    }

    /** Bytes that are free on a card of this size when it is cleared. */
    public long cleared(long total) {
        return Objects.requireNonNullElse(clearedVram, total / 4 * 3);
    }
}
