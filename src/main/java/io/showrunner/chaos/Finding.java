package io.showrunner.chaos;

import java.util.List;

/**
 * What came out about one invariant.
 *
 * @param promise the invariant, as a sentence
 * @param violations one line each; empty when it holds
 */
public record Finding(String promise, List<String> violations) {
    public Finding {
        violations = List.copyOf(violations);
    }

    public boolean holds() {
        return violations.isEmpty();
    }
}
