package io.showrunner.card;

import java.util.Optional;

/** One request to a language model, from its wish for the card to its end. One whose model has a card of its own never waits. For one thread. */
public final class LlmTurn {
    private final SharedCard card;
    private final Tenant llm;
    private boolean begun;

    /** @param card null when the model shares none */
    LlmTurn(SharedCard card, Tenant llm) {
        this.card = card;
        this.llm = llm;
        if (card != null) {
            card.ledger().enter(llm);
        }
    }

    /** True while the request has to wait for the card; looks anew each time. */
    public boolean isWaiting() {
        begun = begun || card == null || card.letBegin(llm);
        return !begun;
    }

    /** What an event of the card is called, for whoever waits. */
    public String event() {
        return card.event();
    }

    /** What is to be said of the card in the story's documents; null when there is nothing. */
    public String warning() {
        return Optional.ofNullable(card).flatMap(SharedCard::warning).orElse(null);
    }

    void end() {
        if (card != null) {
            card.ledger().leave(llm, begun);
        }
    }
}
