package io.showrunner.card;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whose turn it is on a shared card. A tenant keeps the card while it has work, so that what waits is done in one turn,
 * and gives it up early only when somebody else's patience is over; then it finishes what it has in hand. Knows when the card
 * is to change hands; how that is done is the {@link Handover}'s. Thread-safe.
 */
final class CardLedger {
    /** Between two stories or two scenes nothing is in hand for a moment, although more is to come. */
    static final Duration BREATH = Duration.ofSeconds(5);

    private final Map<Tenant, Integer> waiting = new HashMap<>();
    private final Map<Tenant, Integer> asking = new HashMap<>();
    private final Map<Tenant, Long> waitingSince = new HashMap<>();
    private final Duration patience;
    private final LongSupplier nanos;
    private Tenant holder;
    private Tenant next;
    private long lastBusy;
    private long switches;

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    CardLedger(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
    }

    /** A request to a language model waits for the card from now on. */
    synchronized void enter(Tenant llm) {
        waiting.merge(llm, 1, Integer::sum);
    }

    /** Lets a request that waits begin; false when it is not its turn. */
    synchronized boolean begin(Tenant llm) {
        boolean granted = next == null && llm.equals(holder);
        if (granted) {
            less(waiting, llm);
            asking.merge(llm, 1, Integer::sum);
        }
        return granted;
    }

    /** The request has ended, or is not made after all when it had not begun. */
    synchronized void leave(Tenant llm, boolean begun) {
        less(begun ? asking : waiting, llm);
        lastBusy = begun ? nanos.getAsLong() : lastBusy;
    }

    /** Takes note of what there is to do, and says to whom the card is to be handed; empty to leave it where it is. */
    synchronized Optional<Tenant> look(Demand demand) {
        long now = nanos.getAsLong();
        Set<Tenant> wanting = wanting(demand);
        wanting.remove(holder);
        waitingSince.keySet().retainAll(wanting);
        wanting.forEach(tenant -> waitingSince.putIfAbsent(tenant, now));
        if (isBusy(holder, demand)) {
            lastBusy = now;
        }
        if (next == null && !wanting.isEmpty() && isOver(demand, now)) {
            next = choose(demand, now);
        }
        return Optional.ofNullable(next);
    }

    /** True when whoever is to give up the card has nothing in hand any more. */
    synchronized boolean isDrained(Demand demand) {
        return (!next.isLlm() || demand.prompts() == 0) && asking.isEmpty();
    }

    /** The card is with the tenant that {@link #look} named. */
    synchronized void handedOver() {
        switches += holder == null || holder.equals(next) ? 0 : 1;
        holder = next;
        next = null;
        lastBusy = nanos.getAsLong();
        waitingSince.remove(holder);
    }

    /** Who has the card; empty before anybody had it, and while it changes hands. */
    synchronized Optional<Tenant> holder() {
        return next == null ? Optional.ofNullable(holder) : Optional.empty();
    }

    /** How often the card changed hands since the start. */
    synchronized long switches() {
        return switches;
    }

    private Set<Tenant> wanting(Demand demand) {
        Set<Tenant> wanting = new HashSet<>(waiting.keySet());
        wanting.addAll(asking.keySet());
        if (demand.prompts() + demand.scenes() > 0) {
            wanting.add(Tenant.DIFFUSION);
        }
        return wanting;
    }

    private boolean isOver(Demand demand, long now) {
        return holder == null
                || waitingSince.keySet().stream().anyMatch(other -> isTired(other, now))
                || !goesOn(demand, now);
    }

    private boolean isTired(Tenant tenant, long now) {
        return now - waitingSince.get(tenant) >= patience.toNanos();
    }

    private boolean isBusy(Tenant tenant, Demand demand) {
        return Tenant.DIFFUSION.equals(tenant) ? demand.prompts() > 0 : asking.containsKey(tenant);
    }

    /** A story that turns to another language model leaves nothing behind that is worth waiting for. */
    private boolean goesOn(Demand demand, long now) {
        boolean more = holder.isLlm()
                ? demand.briefs() > 0 && waitingSince.keySet().stream().noneMatch(Tenant::isLlm)
                : demand.scenes() > 0;
        return isBusy(holder, demand) || waiting.containsKey(holder) || (more && now - lastBusy < BREATH.toNanos());
    }

    /** A prompt that is there already goes first; else who is tired, then stories, for scenes come of them. */
    private Tenant choose(Demand demand, long now) {
        if (holder == null && demand.prompts() > 0) {
            return Tenant.DIFFUSION;
        }
        return waitingSince.keySet().stream()
                .min(Comparator.comparing((Tenant tenant) -> !isTired(tenant, now))
                        .thenComparing(tenant -> !tenant.isLlm())
                        .thenComparing(waitingSince::get))
                .orElseThrow();
    }

    private static void less(Map<Tenant, Integer> counts, Tenant tenant) {
        counts.computeIfPresent(tenant, (same, count) -> count == 1 ? null : count - 1);
    }
}
