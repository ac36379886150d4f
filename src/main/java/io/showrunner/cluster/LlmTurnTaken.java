package io.showrunner.cluster;

/** Other nodes have all turns at a language model; nobody has waited for one. */
public final class LlmTurnTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LlmTurnTaken(String providerId) {
        super("other nodes have all turns at the language model " + providerId, null, false, false);
    }
}
