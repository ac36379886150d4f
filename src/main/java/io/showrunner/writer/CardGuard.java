package io.showrunner.writer;

import java.util.Set;

/**
 * Keeps a request from taking the graphics card that its provider shares with a ComfyUI server, and from having it cleared,
 * when the provider cannot answer anyway. Thread-safe.
 */
public final class CardGuard {
    private final Set<String> sharing;
    private final ProviderBreakers breakers;

    /** @param sharing ids of the providers that share a card */
    public CardGuard(Set<String> sharing, ProviderBreakers breakers) {
        this.sharing = Set.copyOf(sharing);
        this.breakers = breakers;
    }

    /**
     * Begins the last look before a request; closed at once for a provider with a card of its own. An open breaker is a failed
     * request.
     */
    public ProviderCheck look(Writing writing) {
        if (!sharing.contains(writing.providerId())) {
            return ProviderCheck.closed(true);
        }
        if (breakers.isOpen(writing.providerId())) {
            writing.session().notNow("its breaker is open, the shared card is left to ComfyUI");
            return ProviderCheck.closed(false);
        }
        return ProviderCheck.last(writing);
    }
}
