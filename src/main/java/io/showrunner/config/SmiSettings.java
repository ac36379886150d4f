package io.showrunner.config;

import java.util.Map;
import java.util.Objects;

/**
 * Where the cards of this machine are read when a server does not tell its memory, and how busy they are.
 *
 * @param program nvidia-smi, found on the path unless it is one itself
 * @param cards by the server's id, the number that nvidia-smi gives its card; without those that nobody named
 */
public record SmiSettings(String program, Map<String, Integer> cards) {

    /** Takes a copy of the numbers. */
    public SmiSettings {
        Objects.requireNonNull(program, "program");
        cards = Map.copyOf(cards);
    }
}
